using System;

namespace EventNormalization.Normalization;

/// <summary>Reads one JSON value as a field of type <typeparamref name="T"/>, or says why it cannot.</summary>
/// <typeparam name="T">
/// The value read: <see cref="string"/>, <see cref="decimal"/>, <see cref="long"/>, <see cref="bool"/> or
/// <see cref="NodaTime.Instant"/>.
/// </typeparam>
/// <remarks>
/// A parser is a pure function of the input and the profile: no clock, no culture, no state. It is called by several
/// threads at once. It returns a failure for bad input, and refuses what has more than one reading.
/// It should not throw: the field of that event then fails as <see cref="Problems.ParserFailed"/>, and others go on.
/// </remarks>
public interface IFieldParser<T>
{
    /// <summary>Reads <paramref name="input"/> under the rules of <paramref name="profile"/>.</summary>
    /// <param name="input">One JSON value; valid during the call alone.</param>
    /// <param name="profile">The rules of the event's client; the default profile for a client without one.</param>
    /// <returns>
    /// One reading, or a failure. An exception fails the field with <c>parser_failed</c> and is a bug of the parser.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is null.</exception>
    ParseResult<T> Parse(FieldInput input, ClientProfile profile);
}
