namespace EventNormalization.Normalization;

/// <summary>A field parser of a host's own that says which rules it follows.</summary>
/// <remarks>
/// A store remembers the rules that wrote it, so it takes no events of a parser without a signature: nobody could tell
/// whether the parser of today reads as that of yesterday did. Implement it beside <see cref="IFieldParser{T}"/>.
/// </remarks>
public interface ISignedParser
{
    /// <summary>The parser's name and version.</summary>
    ParserSignature Signature { get; }
}
