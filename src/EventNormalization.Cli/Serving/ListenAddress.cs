using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;

namespace EventNormalization.Cli.Serving;

/// <summary>Where to listen: a host and a port.</summary>
internal sealed class ListenAddress
{
    public const string OptionName = "--urls";

    public const string Default = "http://127.0.0.1:5280";

    private const string Expected = "expected http://HOST:PORT, such as " + Default;

    private ListenAddress(string host, int port)
    {
        Host = host;
        Port = port;
    }

    public string Host { get; }

    public int Port { get; }

    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLoopback => Host == "localhost"
        || (IPAddress.TryParse(Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>Reads addresses with semicolons between them.</summary>
    /// <exception cref="UsageException">There is none, or one is not of this form.</exception>
    public static IReadOnlyList<ListenAddress> ReadAll(string text)
    {
        var parts = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length == 0
            ? throw new UsageException($"{OptionName}: found no address, {Expected}.")
            : [.. parts.Select(Read)];
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"http://{Host}:{Port}");

    private static ListenAddress Read(string text)
    {
        if (text.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
        {
            throw new UsageException(
                $"{OptionName}: found {text}, {Expected}; for TLS, let a reverse proxy stand in front.");
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp
            || uri.PathAndQuery != "/" || uri.Fragment.Length + uri.UserInfo.Length > 0 || uri.Host.Length == 0)
        {
            throw new UsageException($"{OptionName}: found {text}, {Expected}.");
        }

        var host = uri.Host.ToLowerInvariant();
        return host == "localhost" && uri.Port == 0
            ? throw new UsageException($"{OptionName}: found {text}, expected http://127.0.0.1:0 for any free port.")
            : new ListenAddress(host, uri.Port);
    }
}
