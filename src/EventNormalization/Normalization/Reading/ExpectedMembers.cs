namespace EventNormalization.Normalization;

/// <summary>What is expected where the wrong members were found.</summary>
internal static class ExpectedMembers
{
    public const string SameMeaning = "the same meaning in both places";

    public const string Join =
        "the same meaning in both places; a date and a time of day beside each other are read where the schema says "
        + "\"join\" and names the two members";

    public const string CloudEvent =
        "a member that names the client: the source of a CloudEvent does not; the schema cloudevents reads the subject";

    public const string Subject =
        "one member that names the client; list it alone in the schema's aliases of client_id";

    public static string Origin(string from) => from switch
    {
        Origins.Line => "the number of a line in the delivery's source",
        Origins.Source => "the name of the delivery's source",
        Origins.Record => "the number of a record in the delivery's envelope",
        _ => "a context of the delivery named " + Origins.ContextNameOf(from),
    };
}
