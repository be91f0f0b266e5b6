using System;
using System.Buffers;
using System.Linq;
using System.Text;

namespace EventNormalization.Normalization;

/// <summary>
/// Calls a field parser, and turns any violation of the parser's contract into a failure of the field.
/// </summary>
/// <remarks>
/// A host's parser may throw, or return nothing, null or an invalid text. That is the failure of one field of one
/// event; its neighbours are not affected. Out-of-memory and cancellation are not the parser's failure; they are not
/// caught.
/// </remarks>
internal static class ParserGuard
{
    /// <summary>Of a parser that returned neither a value nor a reason.</summary>
    public static readonly ParseFailure Nothing = Failed("it returned neither");

    /// <summary>Of a parser that read a value once and refused it the next time.</summary>
    public static readonly ParseFailure Unsteady = Failed("it gave two answers for one value");

    // A search for a range boxes its bounds as long as the code is not compiled for good: 96 bytes a text.
    private static readonly SearchValues<char> Surrogates = SearchValues.Create(
        [.. Enumerable.Range(0xD800, 0x800).Select(unit => (char)unit)]);

    private static readonly ParseFailure NullValue = Failed("it returned null as a value");
    private static readonly ParseFailure EmptyText = Failed("it returned an empty text");
    private static readonly ParseFailure HalfSurrogate = Failed("it returned a text with half of a surrogate pair");

    /// <summary>Reads a value; returns why it cannot, or null after success.</summary>
    public static ParseFailure? Read<T>(
        IFieldParser<T> parser, FieldInput input, ClientProfile profile, out T value)
    {
        value = default!;
        ParseResult<T> result;
        try
        {
            result = parser.Parse(input, profile);
        }
        catch (Exception exception) when (IsOfParser(exception))
        {
            return Failed("it threw " + ExceptionText.TypeAndMessageOf(exception));
        }

        if (!result.IsSuccess)
        {
            return string.IsNullOrEmpty(result.Failure.Problem) ? Nothing : result.Failure;
        }

        value = result.Value;
        return value is string text ? FindError(text) : value is null ? NullValue : null;
    }

    private static bool IsOfParser(Exception exception) => exception is not (
        OutOfMemoryException or OperationCanceledException { CancellationToken.IsCancellationRequested: true });

    private static ParseFailure? FindError(string text) =>
        text.Length == 0 ? EmptyText : IsWellFormed(text) ? null : HalfSurrogate;

    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        for (var next = NextSurrogate(text); next >= 0; next = NextSurrogate(text))
        {
            text = text[next..];
            if (Rune.DecodeFromUtf16(text, out _, out var length) != OperationStatus.Done)
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }

    private static int NextSurrogate(ReadOnlySpan<char> text) => text.IndexOfAny(Surrogates);

    private static ParseFailure Failed(string how) => new()
    {
        Problem = Problems.ParserFailed,
        Expected = "a parser that returns a value or a reason; " + how,
    };
}
