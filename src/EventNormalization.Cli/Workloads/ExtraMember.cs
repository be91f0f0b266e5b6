namespace EventNormalization.Cli.Workloads;

/// <summary>Writes members that no schema asks for: of every kind, nested, and with escapes.</summary>
internal static class ExtraMember
{
    public const int KindCount = 8;

    public static void AppendName(LineText text, int kind) => text.Append(kind switch
    {
        0 => "\"region\""u8,
        1 => "\"note\""u8,
        2 => "\"tags\""u8,
        3 => "\"meta\""u8,
        4 => "\"sequence\""u8,
        5 => "\"is_test\""u8,
        6 => "\"referrer\""u8,
        _ => "\"geo\""u8,
    });

    public static void AppendValue(LineText text, int kind, ref SplitMix64 chance)
    {
        switch (kind)
        {
            case 0:
                text.Append(chance.Below(2) == 0 ? "\"eu-west\""u8 : "\"us-east-1\""u8);
                break;
            case 1:
                text.Append(chance.Below(2) == 0
                    ? "\"said \\\"yes\\\" and left\\n\""u8
                    : "\"na\\u00efve \\ud83d\\ude00\""u8);
                break;
            case 2:
                text.Append(chance.Below(2) == 0 ? "[\"new\",\"web\",\"mobile\"]"u8 : "[]"u8);
                break;
            case 3:
                // The amount in here is not the event's: no wrapper leads to it.
                text.Append("{\"v\":3,\"amount\":"u8).Append(chance.Below(1000L)).Append("}"u8);
                break;
            case 4:
                text.Append(chance.Below(1_000_000L));
                break;
            case 5:
                text.Append(chance.Below(2) == 0 ? "true"u8 : "false"u8);
                break;
            case 6:
                text.Append("null"u8);
                break;
            default:
                text.Append("{\"lat\":52.5,\"at\":{\"floor\":2}}"u8);
                break;
        }
    }
}
