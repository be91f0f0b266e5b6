using System;
using System.Linq;
using System.Text;

namespace EventNormalization.Cli.Workloads;

/// <summary>Writes an event as one of the many JSON objects that mean it.</summary>
/// <remarks>Not thread-safe. Law: the same event with the same chance gives the same bytes.</remarks>
internal sealed class EventSpelling
{
    private const int Client = 0;
    private const int Metric = 1;
    private const int Amount = 2;
    private const int Timestamp = 3;
    private const int Wrapper = 4;
    private const int Currency = 5;
    private const int Extras = 6;
    private const int ExtrasMax = 4;

    private static readonly byte[][][] Names =
    [
        Quoted("client_id", "clientId", "client", "customer_id", "tenant-id", "source"),
        Quoted("metric", "eventName", "event_type", "type", "Metric Name"),
        Quoted("amount", "value", "total", "Total", "Amount"),
        Quoted("timestamp", "ts", "time", "created_at", "occurredAt", "event_time"),
        Quoted("data", "payload", "event", "properties"),
        Quoted("currency", "currency_code", "Currency", "currencyCode"),
    ];

    private readonly int[] _outer = new int[2 + Wrapper + ExtrasMax];
    private readonly int[] _inner = new int[Wrapper];
    private MarkPlace _mark;
    private int _outerCount;
    private int _innerCount;
    private WhiteSpace _style = WhiteSpace.Styles[0];
    private SplitMix64 _chance;

    /// <summary>Appends the event, or what a flaw makes of it.</summary>
    public void Append(LineText text, in WorkloadEvent value, SplitMix64 chance, Flaw flaw)
    {
        _chance = chance;
        _style = WhiteSpace.Styles[_chance.Below(WhiteSpace.Styles.Length)];
        var start = text.Length;
        if (flaw == Flaw.NoJson)
        {
            text.Append("ERROR upstream closed the connection, attempt "u8).Append(_chance.Below(100L));
            return;
        }

        Arrange(value.Currency, flaw);
        AppendObject(text, _outer.AsSpan(0, _outerCount), value, flaw);
        if (flaw == Flaw.CutShort)
        {
            text.Truncate(start + 1 + _chance.Below(text.Length - start - 1));
        }
    }

    private static byte[][] Quoted(params string[] names) =>
        [.. names.Select(name => Encoding.UTF8.GetBytes($"\"{name}\""))];

    /// <summary>Decides which members there are, where and in what order.</summary>
    private void Arrange(int currency, Flaw flaw)
    {
        (_outerCount, _innerCount) = (0, 0);
        var wrapped = _chance.Below(4) == 0 ? 1 + _chance.Below(3) : 0;
        for (var field = Timestamp; field >= Client; field--)
        {
            var isInner = field > Client && field <= wrapped;
            if (field != MissingField(flaw))
            {
                Add(field, isInner);
            }
        }

        _mark = MarkPlace.None;
        if (currency > 0)
        {
            PlaceCurrency(isInner: Amount <= wrapped);
        }

        if (_innerCount > 0)
        {
            Add(Wrapper, isInner: false);
        }

        var first = _chance.Below(ExtraMember.KindCount);
        for (var i = _chance.Below(ExtrasMax + 1); i > 0; i--)
        {
            Add(Extras + ((first + (3 * i)) % ExtraMember.KindCount), isInner: false);
        }

        Shuffle(_outer.AsSpan(0, _outerCount));
        Shuffle(_inner.AsSpan(0, _innerCount));
    }

    /// <summary>Decides whether a member names the currency, a mark beside the amount, or both.</summary>
    private void PlaceCurrency(bool isInner)
    {
        var place = _chance.Below(5);
        _mark = place switch
        {
            0 or 1 => MarkPlace.None,
            2 => MarkPlace.After,
            _ => MarkPlace.Before,
        };
        if (place is not (2 or 3))
        {
            Add(Currency, isInner);
        }
    }

    private static int MissingField(Flaw flaw) => flaw switch
    {
        Flaw.MissingClient => Client,
        Flaw.MissingMetric => Metric,
        Flaw.MissingAmount => Amount,
        Flaw.MissingTimestamp => Timestamp,
        _ => -1,
    };

    private void Add(int member, bool isInner)
    {
        if (isInner)
        {
            _inner[_innerCount++] = member;
        }
        else
        {
            _outer[_outerCount++] = member;
        }
    }

    private void Shuffle(Span<int> members)
    {
        for (var i = members.Length - 1; i > 0; i--)
        {
            var j = _chance.Below(i + 1);
            (members[i], members[j]) = (members[j], members[i]);
        }
    }

    private void AppendObject(LineText text, ReadOnlySpan<int> members, in WorkloadEvent value, Flaw flaw)
    {
        var before = _style.Open;
        foreach (var member in members)
        {
            text.Append(before.Span);
            before = _style.Comma;
            AppendName(text, member);
            text.Append(_style.Colon.Span);
            AppendValue(text, member, value, flaw);
        }

        text.Append(_style.Close.Span);
    }

    private void AppendName(LineText text, int member)
    {
        if (member >= Extras)
        {
            ExtraMember.AppendName(text, member - Extras);
            return;
        }

        var names = Names[member];
        text.Append(names[_chance.Below(names.Length)]);
    }

    private void AppendValue(LineText text, int member, in WorkloadEvent value, Flaw flaw)
    {
        switch (member)
        {
            case Client:
                var clients = _chance.Below(2) == 0 ? WorkloadNames.ClientsEscaped : WorkloadNames.ClientsAsTheyAre;
                text.Append(clients[value.Client]);
                break;
            case Metric:
                var metrics = _chance.Below(8) == 0
                    ? WorkloadNames.MetricsInUpperCase
                    : WorkloadNames.MetricsInLowerCase;
                text.Append(metrics[value.Metric]);
                break;
            case Amount when flaw == Flaw.WrongAmount:
                AmountSpelling.AppendWrong(text, ref _chance);
                break;
            case Amount when _mark != MarkPlace.None:
                AmountSpelling.AppendMarked(text, value, _mark == MarkPlace.Before, ref _chance);
                break;
            case Amount:
                AmountSpelling.Append(text, value.AmountUnits, ref _chance);
                break;
            case Timestamp when flaw == Flaw.AmbiguousDate:
                TimestampSpelling.AppendAmbiguous(text, ref _chance);
                break;
            case Timestamp:
                TimestampSpelling.Append(text, value.UnixSeconds, ref _chance);
                break;
            case Currency:
                CurrencySpelling.AppendMember(text, value.Currency, ref _chance);
                break;
            case Wrapper:
                AppendObject(text, _inner.AsSpan(0, _innerCount), value, flaw);
                break;
            default:
                ExtraMember.AppendValue(text, member - Extras, ref _chance);
                break;
        }
    }

    /// <summary>Where the mark of the currency stands.</summary>
    private enum MarkPlace
    {
        None,
        Before,
        After,
    }
}
