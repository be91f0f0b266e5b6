using System.Text;

namespace EventNormalization.Normalization;

/// <summary>The one place that words a <see cref="FieldError"/>.</summary>
internal static class FieldErrorText
{
    public static string Compose(FieldError error)
    {
        var text = new StringBuilder();
        text.Append(error.Field == FieldNames.Json ? "event" : "field '" + error.Field + "'");
        if (error.Path.Length > 0 && error.Path != error.Field)
        {
            text.Append(" at ").Append(error.Path);
        }

        text.Append(error.Found is null ? ": found nothing" : ": found " + error.Found);
        text.Append(", expected ").Append(error.Expected);
        if (error.Candidates.Count > 0)
        {
            text.Append("; it could be ").AppendJoin(" or ", error.Candidates);
        }

        return text.ToString();
    }
}
