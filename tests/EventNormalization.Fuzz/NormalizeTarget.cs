using System;
using System.Linq;
using System.Text.Json;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using NodaTime;

namespace EventNormalization.Fuzz;

/// <summary>What must hold for any bytes; it throws where something does not.</summary>
internal static class NormalizeTarget
{
    private const int DepthMax = 64;
    private static readonly Instant Received = Instant.FromUtc(2024, 6, 1, 0, 0);
    private static readonly EventIdentifier Identifier = new(EventSchema.Default with
    {
        DefaultProfile = ClientProfile.Default with
        {
            Timestamp = TimestampRules.Default with { PlausibleRange = PlausibleRange.Unbounded },
        },
        FurtherFields =
        [
            new FieldDefinition<long>("count", FieldParsers.Integer) { Presence = FieldPresence.Optional },
            new FieldDefinition<bool>("paid", FieldParsers.Boolean) { Presence = FieldPresence.Optional },
            new FieldDefinition<string>("fee_currency", FieldParsers.CurrencyOfAmount)
            {
                Presence = FieldPresence.Optional,
                ReadFrom = FieldNames.Amount,
            },
        ],
    });

    /// <summary>Reads the bytes as one event.</summary>
    public static void Run(byte[] utf8)
    {
        var raw = new RawEvent(utf8, Received);
        var result = Identifier.Identify(raw);
        Require(Identifier.TryIdentify(raw, out var id) == result.IsSuccess, "both ways of reading agree");
        var explained = Identifier.Explain(raw);
        Require(explained.Event?.Id == result.Event?.Id && explained.Errors.Select(error => error.ToString())
            .SequenceEqual(result.Errors.Select(error => error.ToString())), "an explanation says the same");
        var isReadAmongOthers = Identifier.TryIdentify(
            new RawEvent(AmongOthers(utf8), Received), out var idAmongOthers);
        Require(isReadAmongOthers == result.IsSuccess && idAmongOthers == id, "what stands around it changes nothing");
        CompareWithFramework(utf8, result);
        if (result.IsSuccess)
        {
            Require(result.Event.Id == id && RecordId.FromContent(result.Event.IdentityUtf8.Span) == id,
                "the id is the hash of the identity");
            var again = Identifier.Identify(new RawEvent(RecordJson.Write(result.Event.Record), Received));
            Require(again.Event?.Id == id, "a record read again has the same id");
        }
        else
        {
            Require(result.Errors.Count > 0 && result.Errors.All(error => error.Message.Length < 1_000),
                "reasons are given");
        }
    }

    /// <summary>The same bytes in an array in which they are repeated before and after.</summary>
    private static ReadOnlyMemory<byte> AmongOthers(byte[] utf8)
    {
        var array = new byte[(3 * utf8.Length) + 512];
        for (var at = 0; at < array.Length; at++)
        {
            array[at] = utf8.Length == 0 ? (byte)'}' : utf8[at % utf8.Length];
        }

        return array.AsMemory(utf8.Length, utf8.Length);
    }

    private static void CompareWithFramework(byte[] utf8, IdentificationResult result)
    {
        var isRead = IsReadByFramework(utf8);
        var codes = result.Errors.Select(error => error.Code).ToArray();
        Require(isRead || codes is ["json.syntax" or "json.encoding" or "json.too_deep" or "json.duplicate_key"
            or "json.too_large"], "what the framework refuses is refused");
        Require(!isRead || codes is not ["json.syntax"], "what the framework reads is JSON");
    }

    private static bool IsReadByFramework(byte[] utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = DepthMax });
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void Require(bool condition, string law)
    {
        if (!condition)
        {
            throw new InvalidOperationException("Broken law: " + law + ".");
        }
    }
}
