using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EventNormalization.Canonicalization;
using Xunit;
using Xunit.Abstractions;

namespace EventNormalization.Tests.Canonicalization;

public class IdentitySpecificationTests(ITestOutputHelper output)
{
    private static readonly string Specification = FindSpecification();

    [Fact]
    public void There_are_at_least_three_hundred_and_ten_vectors_and_the_golden_one_comes_first()
    {
        var vectors = ReadVectors();

        Assert.True(vectors.Count >= 310, $"There are {vectors.Count} vectors.");
        Assert.Equal(vectors.Count, vectors.Select(vector => vector.Sha256).Distinct().Count());
        Assert.Equal("c7e5739562a95ebaa5714929b6b6b2316fb473378e89dfd7a8e5b878350e4db7", vectors[0].Sha256);
    }

    [Fact]
    public void Every_record_has_the_canonical_text_and_the_hash_of_its_vector()
    {
        Assert.All(ReadVectors(), vector =>
        {
            var canonical = CanonicalJson.Canonicalize(Respell(vector));

            Assert.Equal(vector.Canonical, Encoding.UTF8.GetString(canonical));
            Assert.Equal(vector.Sha256, Convert.ToHexStringLower(SHA256.HashData(canonical)));
        });
    }

    [Fact]
    public void An_amount_is_a_number_exactly_where_its_double_is_written_as_the_same_decimal()
    {
        Assert.All(ReadVectors(), vector =>
        {
            using var canonical = JsonDocument.Parse(vector.Canonical);
            var plain = vector.Record["amount"].GetString()!;
            var amount = decimal.Parse(plain, CultureInfo.InvariantCulture);

            var isNumber = WrittenAsDouble(plain) == amount;

            var written = canonical.RootElement.GetProperty("amount");
            Assert.Equal(isNumber ? JsonValueKind.Number : JsonValueKind.String, written.ValueKind);
            Assert.Equal(isNumber ? null : plain, isNumber ? null : written.GetString());
        });
    }

    [Fact]
    public void The_reference_in_javascript_agrees_where_node_is_present()
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Specification, "identity.mjs")]);

        if (RunOrNull(start) is not { } node)
        {
            output.WriteLine("Not run: there is no program 'node' on the path of this machine.");
            return;
        }

        var count = ReadVectors().Count;
        Assert.Equal((0, $"{count} of {count} vectors agree\n", ""), node);
    }

    /// <summary>The record in another order and spelling; in plain digits where the vector has a number.</summary>
    private static byte[] Respell(Vector vector)
    {
        using var canonical = JsonDocument.Parse(vector.Canonical);
        var members = vector.Record.Reverse().Select(member =>
        {
            var isNumber = canonical.RootElement.GetProperty(member.Key).ValueKind == JsonValueKind.Number;
            var value = isNumber ? LengthenNumber(member.Value.GetString()!) : JsonSerializer.Serialize(member.Value);
            return JsonSerializer.Serialize(member.Key) + " : " + value;
        });
        return Encoding.UTF8.GetBytes("{ " + string.Join(" , ", members) + " }");
    }

    private static string LengthenNumber(string plain) =>
        plain + (plain.Contains('.', StringComparison.Ordinal) ? "0" : ".0");

    private static decimal? WrittenAsDouble(string plain)
    {
        var text = new byte[EcmaScriptNumber.LengthMax];
        var length = EcmaScriptNumber.Format(double.Parse(plain, CultureInfo.InvariantCulture), text);
        return decimal.TryParse(text.AsSpan(0, length), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
    }

    private static (int ExitCode, string Output, string Error)? RunOrNull(ProcessStartInfo start)
    {
        try
        {
            return BoundedProcess.Run(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static List<Vector> ReadVectors()
    {
        var json = File.ReadAllBytes(Path.Combine(Specification, "identity-vectors.json"));
        return JsonSerializer.Deserialize<List<Vector>>(json, JsonSerializerOptions.Web)!;
    }

    private static string FindSpecification()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EventNormalization.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        }

        return Path.Combine(folder.FullName, "docs", "specification");
    }

    private sealed class Vector
    {
        public required Dictionary<string, JsonElement> Record { get; init; }

        public required string Canonical { get; init; }

        public required string Sha256 { get; init; }
    }
}
