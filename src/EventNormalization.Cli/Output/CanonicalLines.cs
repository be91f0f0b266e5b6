using System;
using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using EventNormalization.Api.Wire;
using EventNormalization.Canonicalization;

namespace EventNormalization.Cli.Output;

/// <summary>Writes one line of JSON for each document: its canonical text and SHA-256, or the error.</summary>
internal sealed class CanonicalLines : IDisposable
{
    private readonly ArrayBufferWriter<byte> _lines = new(1 << 16);
    private readonly ArrayBufferWriter<byte> _canonical = new(1 << 10);
    private readonly Utf8JsonWriter _json;

    public CanonicalLines() => _json = new Utf8JsonWriter(_lines, ApiJson.OneLine);

    /// <summary>The lines so far.</summary>
    public ReadOnlyMemory<byte> Written => _lines.WrittenMemory;

    /// <summary>Forgets the lines.</summary>
    public void Clear() => _lines.ResetWrittenCount();

    public void Add(ReadOnlySpan<byte> document)
    {
        _canonical.ResetWrittenCount();
        var result = CanonicalJson.Canonicalize(document, _canonical);
        _json.Reset();
        _json.WriteStartObject();
        if (result.IsSuccess)
        {
            WriteCanonical();
        }
        else
        {
            WriteError(result.Failure);
        }

        _json.WriteEndObject();
        _json.Flush();
        _lines.Write("\n"u8);
    }

    public void Dispose() => _json.Dispose();

    private void WriteCanonical()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> digits = stackalloc byte[2 * SHA256.HashSizeInBytes];
        SHA256.HashData(_canonical.WrittenSpan, hash);
        Convert.TryToHexStringLower(hash, digits, out _);
        _json.WriteString("canonical"u8, _canonical.WrittenSpan);
        _json.WriteString("sha256"u8, digits);
    }

    private void WriteError(CanonicalJsonFailure failure)
    {
        _json.WriteStartObject("error"u8);
        _json.WriteString("code"u8, failure.Code);
        _json.WriteString("message"u8, failure.Message);
        _json.WriteEndObject();
    }
}
