namespace EventNormalization.Normalization;

/// <summary>A parser that is made of others.</summary>
internal interface IComposedParser
{
    /// <summary>The rules of all of them.</summary>
    ParserRules Rules { get; }
}
