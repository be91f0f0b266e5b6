using System;
using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Queries.Authoring;
using NodaTime;

namespace EventNormalization.Totals;

/// <summary>The SHA-256 of what a query asks, so that totals of another query are not merged.</summary>
/// <remarks>Written totals begin with it, so it must not change for what a query can say today.</remarks>
internal sealed class QueryFingerprint : IEventPredicateVisitor<int>
{
    public const int ByteCount = SHA256.HashSizeInBytes;

    private readonly ArrayBufferWriter<byte> _text = new();

    /// <summary>The fingerprint; equal for equal queries.</summary>
    public static byte[] Of(TotalsQuery query)
    {
        var fingerprint = new QueryFingerprint();
        query.Where.Accept(fingerprint);
        fingerprint._text.WriteNumber(query.GroupBy.Length);
        foreach (var key in query.GroupBy)
        {
            fingerprint.Write(key.IdentityText);
        }

        foreach (var measure in query.Measures)
        {
            fingerprint.Write(measure.ToString());
        }

        return SHA256.HashData(fingerprint._text.WrittenSpan);
    }

    public int VisitField(string name, ComparisonOperator comparison, FieldValue value)
    {
        Write("field", name);
        _text.WriteNumber((int)comparison);
        return Write(value);
    }

    public int VisitTime(Instant? earliest, Instant? until)
    {
        Write("time");
        Write(earliest);
        return Write(until);
    }

    public int VisitReason(string? code, string? field) => Write("reason", code ?? "", field ?? "");

    public int VisitId(RecordId id) => Write("id", id.ToString());

    public int VisitState(FailedEventState state)
    {
        Write("state");
        _text.WriteNumber((int)state);
        return 0;
    }

    public int VisitRaw(string text) => Write("raw", text);

    public int VisitAll(ImmutableArray<EventPredicate> parts) => Write("all", parts);

    public int VisitAny(ImmutableArray<EventPredicate> parts) => Write("any", parts);

    public int VisitNot(EventPredicate inner) => Write("not", [inner]);

    private int Write(string word, ImmutableArray<EventPredicate> parts)
    {
        Write(word);
        _text.WriteNumber(parts.Length);
        foreach (var part in parts)
        {
            part.Accept(this);
        }

        return 0;
    }

    private int Write(Instant? instant)
    {
        _text.WriteFlag(instant is not null);
        return instant is { } bound ? Write(FieldValue.FromInstant(bound)) : 0;
    }

    private int Write(in FieldValue value)
    {
        _text.WriteSized(FieldValueBytes.Of(value));
        return 0;
    }

    private int Write(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            _text.WriteSized(Encoding.UTF8.GetBytes(text));
        }

        return 0;
    }
}
