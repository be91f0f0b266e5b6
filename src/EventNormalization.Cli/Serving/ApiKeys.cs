using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using EventNormalization.Cli.Input;

namespace EventNormalization.Cli.Serving;

/// <summary>Who may come, by a key: the lines of a file.</summary>
/// <remarks>
/// A line is <c>NAME KEY</c> or <c>NAME sha256:HEX</c>; empty lines and those that begin with <c>#</c> are passed over.
/// Only the hashes are kept, and each is compared in a time that does not depend on what it is compared with. Messages
/// have the number of a line, never its text.
/// </remarks>
internal sealed class ApiKeys
{
    public const string OptionName = "--api-key-file";

    /// <summary>The shortest key: what can be guessed is none.</summary>
    public const int LengthMin = 16;

    private const string HashPrefix = "sha256:";

    private readonly List<(string Name, byte[] Hash)> _keys = [];

    private ApiKeys()
    {
    }

    public int Count => _keys.Count;

    /// <summary>Reads a file of keys.</summary>
    /// <exception cref="UsageException">It has no key, or a line that is none.</exception>
    /// <exception cref="ToolException">It cannot be read.</exception>
    public static ApiKeys Load(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw InputFile.Unreadable(path, exception);
        }

        var keys = new ApiKeys();
        for (var i = 0; i < lines.Length; i++)
        {
            keys.Add(lines[i].Trim(), string.Create(CultureInfo.InvariantCulture, $"{path} line {i + 1}"));
        }

        return keys.Count > 0 ? keys : throw new UsageException($"{path}: found no key, expected lines NAME KEY.");
    }

    /// <summary>Finds whose key it is; <see langword="null"/> if it is nobody's.</summary>
    public string? FindName(string key)
    {
        var hash = HashOf(key);
        string? found = null;

        // All are compared, so that the time tells nothing of where one was found.
        foreach (var (name, own) in _keys)
        {
            found = CryptographicOperations.FixedTimeEquals(own, hash) ? name : found;
        }

        return found;
    }

    private void Add(string line, string place)
    {
        if (line.Length == 0 || line[0] == '#')
        {
            return;
        }

        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 2)
        {
            throw new UsageException(
                string.Create(
                    CultureInfo.InvariantCulture, $"{place}: found {words.Length} words, expected a name and a key."));
        }

        var (name, hash) = (words[0], Read(words[1], place));
        foreach (var (otherName, otherHash) in _keys)
        {
            if (otherName == name || CryptographicOperations.FixedTimeEquals(otherHash, hash))
            {
                throw new UsageException(
                    $"{place}: found a name or a key that is there already, expected another one.");
            }
        }

        _keys.Add((name, hash));
    }

    private static byte[] Read(string word, string place)
    {
        if (word.StartsWith(HashPrefix, StringComparison.Ordinal))
        {
            var digits = word.AsSpan(HashPrefix.Length);
            var hash = new byte[SHA256.HashSizeInBytes];
            return digits.Length == 2 * hash.Length
                && Convert.FromHexString(digits, hash, out _, out _) == OperationStatus.Done
                ? hash
                : throw new UsageException($"{place}: found no SHA-256, expected {HashPrefix} and 64 hex digits.");
        }

        return word.Length >= LengthMin
            ? HashOf(word)
            : throw new UsageException(string.Create(
                CultureInfo.InvariantCulture,
                $"{place}: found a key of {word.Length} characters, expected at least {LengthMin}; "
                + $"\"openssl rand -hex 32\" makes one."));
    }

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
