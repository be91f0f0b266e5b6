using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Threading.Tasks;

namespace EventNormalization.Testing.Checking;

/// <summary>Compares what a check found with what it expected; sequences are compared item by item.</summary>
internal static class Assert
{
    public static void Equal<T>(T expected, T actual)
    {
        if (!Values.AreEqual(expected, actual))
        {
            var (found, wanted) = Values.Difference(actual, expected);
            throw new MismatchException(found, wanted);
        }
    }

    public static void Equal<T>(IEnumerable<T> expected, IEnumerable<T> actual) => Equal<object>(expected, actual);

    public static void NotEqual<T>(T unexpected, T actual)
    {
        if (Values.AreEqual(unexpected, actual))
        {
            throw new MismatchException(Values.TextOf(actual), "something else");
        }
    }

    public static void True(
        [DoesNotReturnIf(false)] bool condition, string otherwise = "a condition that does not hold")
    {
        if (!condition)
        {
            throw new MismatchException(otherwise, "that it holds");
        }
    }

    public static void False(bool condition) => Equal(false, condition);

    public static void Null(object? actual)
    {
        if (actual is not null)
        {
            throw new MismatchException(Values.TextOf(actual), "nothing");
        }
    }

    public static void NotNull(object? actual)
    {
        if (actual is null)
        {
            throw new MismatchException("nothing", "something");
        }
    }

    public static void Empty<T>(IEnumerable<T> actual) => Equal<object>(Enumerable.Empty<T>(), actual);

    public static T Single<T>(IEnumerable<T> actual)
    {
        var items = actual.Take(2).ToArray();
        return items.Length == 1
            ? items[0]
            : throw new MismatchException(items.Length == 0 ? "no item" : "several items", "one item");
    }

    public static void All<T>(IEnumerable<T> items, Action<T> check)
    {
        foreach (var item in items)
        {
            check(item);
        }
    }

    public static void Contains(string expected, IEnumerable<string> actual)
    {
        var items = actual.ToArray();
        if (!items.Contains(expected, StringComparer.Ordinal))
        {
            throw new MismatchException(Values.TextOf(items), "among them " + Values.TextOf(expected));
        }
    }

    public static void Contains(string expected, string actual, StringComparison comparison)
    {
        if (!actual.Contains(expected, comparison))
        {
            throw new MismatchException(Values.TextOf(actual), "a text with " + Values.TextOf(expected));
        }
    }

    public static void StartsWith(string expected, string actual, StringComparison comparison)
    {
        if (!actual.StartsWith(expected, comparison))
        {
            throw new MismatchException(Values.TextOf(actual), "a text that begins with " + Values.TextOf(expected));
        }
    }

    public static void InRange(int actual, int low, int high)
    {
        if (actual < low || actual > high)
        {
            throw new MismatchException(Values.TextOf(actual), $"{low} to {high}");
        }
    }

    public static async Task<TException> ThrowsAnyAsync<TException>(Func<Task> action)
        where TException : Exception
    {
        try
        {
            await action();
        }
        catch (TException exception)
        {
            return exception;
        }

        throw new MismatchException("no exception", typeof(TException).Name);
    }

    public static Task<TException> ThrowsAsync<TException>(Func<Task> action)
        where TException : Exception => ThrowsAnyAsync<TException>(action);
}
