using System;
using System.Threading.Tasks;

namespace EventNormalization.Testing.Checking;

/// <summary>Turns any exception of a check into the violation of its sentence.</summary>
internal static class Violations
{
    public static async Task ThrowAsync(string sentence, Func<Task> check)
    {
        try
        {
            await check();
        }
        catch (Exception exception)
        {
            throw Of(sentence, exception);
        }
    }

    public static void Throw(string sentence, Action check)
    {
        try
        {
            check();
        }
        catch (Exception exception)
        {
            throw Of(sentence, exception);
        }
    }

    private static ContractViolationException Of(string sentence, Exception exception)
    {
        var seed = (exception as HistoryException)?.Seed;
        var cause = exception is HistoryException { InnerException: { } inner } ? inner : exception;
        var difference = cause is MismatchException mismatch
            ? mismatch.Difference
            : new Difference($"{cause.GetType().Name} ({cause.Message})", "no exception");
        return new ContractViolationException(sentence, difference, seed, cause);
    }
}
