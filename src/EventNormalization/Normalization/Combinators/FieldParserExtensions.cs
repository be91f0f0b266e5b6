using System;

namespace EventNormalization.Normalization;

/// <summary>Makes field parsers of field parsers.</summary>
/// <remarks>
/// <para>What these methods return is immutable and thread-safe if its parts are, and says in
/// <see cref="object.ToString"/> what it is made of.</para>
/// <para>That text enters the fingerprint of the rules. The code of a function has no name that would be the same on
/// every host and change when the code does, so <c>Select</c> and <c>Where</c> take one: give another name when the
/// function changes, or a store will not notice that other rules wrote it.</para>
/// </remarks>
public static class FieldParserExtensions
{
    /// <summary>
    /// Reads with <paramref name="first"/>, and with <paramref name="second"/> what is not in its form.
    /// </summary>
    /// <remarks>
    /// Law: the second parser is asked only where the first fails with <see cref="Problems.Format"/> or
    /// <see cref="Problems.Kind"/>. Any other failure, such as <see cref="Problems.Ambiguous"/>, means that the first
    /// parser knows the form and will not guess, so no other parser may. <c>Or</c> is associative.
    /// </remarks>
    /// <typeparam name="T">What both read.</typeparam>
    /// <param name="first">Asked first, for every value.</param>
    /// <param name="second">Asked only where the law lets it.</param>
    /// <returns>A parser that is equal to another made of equal parts.</returns>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="first"/> or <paramref name="second"/> is null.
    /// </exception>
    public static IFieldParser<T> Or<T>(this IFieldParser<T> first, IFieldParser<T> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return new AlternativeParser<T>(first, second);
    }

    /// <summary>Makes another value, or a failure, of every value that is read.</summary>
    /// <typeparam name="T">What <paramref name="parser"/> reads.</typeparam>
    /// <typeparam name="TResult">What the new parser reads.</typeparam>
    /// <param name="parser">Reads the value.</param>
    /// <param name="name">What the function does, such as <c>cents to units</c>; enters the rules' fingerprint.</param>
    /// <param name="selector">A pure function: no clock, no culture, no state. It must not throw.</param>
    /// <remarks>
    /// Law: a failure of <paramref name="parser"/> stays as it is, and selecting the same value changes nothing.
    /// </remarks>
    /// <returns>A parser whose signature names <paramref name="parser"/> and <paramref name="name"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is blank.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="parser"/> or <paramref name="selector"/> is null.
    /// </exception>
    public static IFieldParser<TResult> Select<T, TResult>(
        this IFieldParser<T> parser, string name, Func<T, ParseResult<TResult>> selector)
    {
        ArgumentNullException.ThrowIfNull(parser);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(selector);
        return new SelectParser<T, TResult>(parser, name, selector);
    }

    /// <summary>Refuses the values that do not meet a condition.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="parser">Reads the value.</param>
    /// <param name="name">The condition, such as <c>positive</c>; enters the rules' fingerprint.</param>
    /// <param name="condition">A pure function: no clock, no culture, no state. It must not throw.</param>
    /// <param name="otherwise">The failure for a value that does not meet it.</param>
    /// <remarks>Law: what is read, is read as before; only fewer values are.</remarks>
    /// <returns>A parser whose signature names <paramref name="parser"/> and <paramref name="name"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is blank.</exception>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="parser"/>, <paramref name="condition"/> or <paramref name="otherwise"/> is null.
    /// </exception>
    public static IFieldParser<T> Where<T>(
        this IFieldParser<T> parser, string name, Func<T, bool> condition, ParseFailure otherwise)
    {
        ArgumentNullException.ThrowIfNull(parser);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(otherwise);
        return new WhereParser<T>(parser, name, condition, otherwise);
    }
}
