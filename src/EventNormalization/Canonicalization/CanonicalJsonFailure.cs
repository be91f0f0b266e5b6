using System.Diagnostics;
using System.Globalization;

namespace EventNormalization.Canonicalization;

/// <summary>Why a document has no canonical form: a reason code, the place, and a sentence for a person.</summary>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
public sealed class CanonicalJsonFailure
{
    internal CanonicalJsonFailure(string code, int position, string message)
    {
        Code = code;
        Position = position;
        Message = message;
    }

    /// <summary>
    /// <c>json.syntax</c>, <c>json.encoding</c>, <c>json.duplicate_key</c>, <c>json.number</c>, <c>json.too_deep</c> or
    /// <c>json.too_large</c>.
    /// </summary>
    public string Code { get; }

    /// <summary>The offending byte of the document, counted from zero; its length where a byte is missing.</summary>
    public int Position { get; }

    /// <summary>Where it is, what was found and what was expected.</summary>
    public string Message { get; }

    private string DebuggerDisplay => string.Create(
        CultureInfo.InvariantCulture, $"{Code} at {Position}");
}
