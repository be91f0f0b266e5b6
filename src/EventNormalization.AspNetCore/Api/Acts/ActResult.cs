namespace EventNormalization.Api.Acts;

/// <summary>What became of an act on one failed event.</summary>
/// <param name="Outcome">One word, as the API has it.</param>
/// <param name="Why">Why it was not done, or did not succeed; null if there is nothing to say.</param>
internal sealed record ActResult(string Outcome, string? Why = null)
{
    public const string Ignored = "ignored";
}
