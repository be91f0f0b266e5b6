using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;

namespace EventNormalization.Benchmarks;

/// <summary>The canonical texts of events one after the other, and the framework's SHA-256 of each.</summary>
internal sealed class IdentityTexts
{
    private readonly RecordWriter _writer = new();

    private IdentityTexts(IEnumerable<RawEvent> understood)
    {
        var reader = new EventIdentifier(EventSchema.Default).NewReader();
        var messages = new List<MessageSpan>();
        foreach (var raw in understood)
        {
            Agreement.Require("the canonical text's event", expected: true, reader.Read(raw));
            var start = reader.WriteIdentity(_writer);
            messages.Add(new MessageSpan(start, _writer.Length - start));
        }

        Messages = [.. messages];
        Ids = [.. messages.Select(message => RecordId.FromBytes(SHA256.HashData(Text(message))))];
    }

    /// <summary>All texts.</summary>
    public ReadOnlySpan<byte> Utf8 => _writer.Written;

    /// <summary>Where each text is.</summary>
    public MessageSpan[] Messages { get; }

    /// <summary>The id of each.</summary>
    public RecordId[] Ids { get; }

    /// <summary>The texts of these deliveries, all of which must be understood.</summary>
    public static IdentityTexts Of(IEnumerable<RawEvent> understood) => new(understood);

    /// <summary>One text.</summary>
    public ReadOnlySpan<byte> Text(MessageSpan message) => Utf8.Slice(message.Start, message.Length);
}
