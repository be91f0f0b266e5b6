using System;
using System.Collections.Generic;
using EventNormalization.Ingestion;
using EventNormalization.Json;

namespace EventNormalization.Envelopes;

/// <summary>Expands deliveries into their records.</summary>
/// <remarks>
/// <para>It only follows brackets, quotes and the names on its paths; whether a record is JSON is checked when it is
/// read, so that a broken record never damages its neighbours. Law: every byte of a delivery is in a record, in the
/// envelope, or in the rest that is refused.</para>
/// <para>What is refused is kept with the envelope so far in front of it, as long as such copies are few.</para>
/// <para>Not thread-safe; its memory is reused.</para>
/// </remarks>
internal sealed partial class EnvelopeExpander(EnvelopePaths paths, int depthMax, int recordsMax)
{
    private readonly EnvelopeWriter _envelopeWriter = new();
    private List<RawEvent> _records = [];
    private RawEvent _delivery;
    private Envelope _envelope = new();
    private int _recordNumber;
    private int _recordsMax;

    // The position at which the current array or object breaks; -1 if it has not.
    private int _fault = -1;

    /// <summary>The most records of one delivery.</summary>
    public int RecordsMax => recordsMax;

    /// <summary>Whether a delivery can be anything but one event.</summary>
    public bool MayHoldRecords(in RawEvent delivery)
    {
        var json = delivery.Utf8.Span;
        return !delivery.IsTruncated && !delivery.IsRestOfArray && delivery.Part is null
            && (delivery.IsElement ? paths.LeadsInside && !BeginsArray(json) : paths.LeadsInside || BeginsArray(json));
    }

    /// <summary>Whether a delivery is an array.</summary>
    public static bool BeginsArray(ReadOnlySpan<byte> json) =>
        json.Length > 0 && json[0] <= '[' && json[JsonWhiteSpace.Skip(json, 0)..].StartsWith((byte)'[');

    /// <summary>Whether an element of an array, or a delivery, is an object.</summary>
    public static bool BeginsObject(in RawEvent raw) =>
        raw.Part is not { ErrorPosition: >= 0 }
            && raw.Utf8.Span[JsonWhiteSpace.Skip(raw.Utf8.Span, 0)..].StartsWith((byte)'{');

    private void Begin(in RawEvent delivery, List<RawEvent> records, int most)
    {
        Surplus = null;
        _recordsMax = most;
        _frameBytes = 0;
        _gap = default;
        _records = records;
        _delivery = delivery;
        _envelope = new Envelope();
        _recordNumber = 0;
        _fault = -1;
        _envelopeWriter.Clear();
        _envelopeWriter.Use(delivery.Utf8, 0);
    }

    /// <summary>Releases the delivery, so that its memory is not kept alive.</summary>
    private void End()
    {
        _delivery = default;
        _records = [];
        _envelopeWriter.Clear();
    }

    /// <summary>Adds the records of an object, up to a limit; an object without records is a record itself.</summary>
    public void ExpandObject(in RawEvent delivery, List<RawEvent> records, int most)
    {
        Surplus = null;
        if (!paths.LeadsInside || !BeginsObject(delivery))
        {
            records.Add(delivery);
            return;
        }

        Begin(delivery, records, most);
        ExpandObject(delivery);
        End();
    }

    private void ExpandObject(in RawEvent delivery)
    {
        var start = JsonWhiteSpace.Skip(delivery.Utf8.Span, 0);
        var root = new EnvelopeScope { Path = "", Start = start, Depth = 1, Paths = paths };
        var end = ReadObject(root);
        if (root.Level is null)
        {
            _records.Add(delivery);
            return;
        }

        if (Surplus is not null)
        {
            return;
        }

        var after = end < 0 ? -1 : JsonWhiteSpace.Skip(delivery.Utf8.Span, end);
        if (end >= 0 && after < delivery.Utf8.Length)
        {
            Refuse(delivery.Utf8.Span, end, after, "");
        }
        else if (end >= 0)
        {
            _envelopeWriter.CopyTo(delivery.Utf8.Length);
        }

        _envelope.Utf8 = _envelopeWriter.Written.ToArray();
        var fault = JsonSyntax.FindError(_envelope.Utf8.Span);
        if (fault >= 0)
        {
            AddRest(_envelope.Utf8, fault, "");
        }
    }

    /// <summary>Reads the members of an object; returns where it ends, or a negative number after a fault.</summary>
    private int ReadObject(EnvelopeScope scope)
    {
        var json = _envelopeWriter.Source.Span;
        var position = JsonWhiteSpace.Skip(json, scope.Start + 1);
        var good = position;
        while (true)
        {
            if (position < json.Length && json[position] == '}' && good == position)
            {
                Close(scope, position + 1);
                return position + 1;
            }

            position = ReadMember(scope, json, position);
            if (position < 0)
            {
                return Break(scope, json, good, ~position);
            }

            good = position;
            position = JsonWhiteSpace.Skip(json, position);
            if (position < json.Length && json[position] == ',')
            {
                position = JsonWhiteSpace.Skip(json, position + 1);
            }
            else if (position < json.Length && json[position] == '}')
            {
                good = position;
            }
            else
            {
                return Break(scope, json, good, position);
            }
        }
    }

    /// <summary>
    /// Reads a member; returns where its value ends, or the complement of the byte that cannot stand there.
    /// </summary>
    private int ReadMember(EnvelopeScope scope, ReadOnlySpan<byte> json, int position)
    {
        if (position >= json.Length || json[position] != '"')
        {
            return ~position;
        }

        var nameEnd = JsonExtent.EndOfText(json, position);
        if (nameEnd < 0)
        {
            return nameEnd;
        }

        var name = json[(position + 1)..(nameEnd - 1)];
        position = JsonWhiteSpace.Skip(json, nameEnd);
        if (position >= json.Length || json[position] != ':')
        {
            return ~position;
        }

        position = JsonWhiteSpace.Skip(json, position + 1);
        var place = scope.Paths?.Find(name);
        var other = scope.MorePaths?.Find(name);
        return (place is not null || other is not null) && scope.Depth < depthMax && position < json.Length
            ? ReadPlace(scope, name, position, new Place(place, other))
            : JsonExtent.EndOf(json, position);
    }

    /// <summary>Reads a value on one of the paths.</summary>
    private int ReadPlace(EnvelopeScope scope, ReadOnlySpan<byte> name, int position, Place place)
    {
        var json = _envelopeWriter.Source.Span;
        switch (json[position])
        {
            case (byte)'[' when place.HoldsRecords:
                return ReadArray(scope, scope.PathOf(MemberName.Of(name)), position);
            case (byte)'{' when place.IsSpread:
                return ReadSpread(scope, scope.PathOf(MemberName.Of(name)), position);
            case (byte)'"' when place.Encoding is { } encoding:
                return ReadText(scope, scope.PathOf(MemberName.Of(name)), position, place with { Encoding = encoding });
            case (byte)'{' when place.LeadsInside:
                var end = ReadObject(new EnvelopeScope
                {
                    Outer = scope,
                    Path = scope.PathOf(MemberName.Of(name)),
                    Start = position,
                    Depth = scope.Depth + 1,
                    Paths = place.First,
                    MorePaths = place.Second,
                });
                return end < 0 && _fault < 0 ? JsonExtent.EndOf(json, position) : end;
            default:
                return JsonExtent.EndOf(json, position);
        }
    }

    /// <summary>Writes an object to the envelope, since it holds records.</summary>
    private void Enter(EnvelopeScope scope)
    {
        if (scope.Level is not null)
        {
            return;
        }

        if (scope.Outer is { } outer)
        {
            Enter(outer);
        }

        if (scope.Array is { } array)
        {
            for (; array.WrittenCount < scope.Index; array.WrittenCount++)
            {
                // What is stored elsewhere leaves a placeholder, so that paths stay valid.
                _envelopeWriter.Write(array.WrittenCount > 0 ? ",null"u8 : "null"u8);
            }

            _envelopeWriter.Write(array.WrittenCount++ > 0 ? ","u8 : ""u8);
            _envelopeWriter.Copied = scope.Start;
        }

        scope.Level = new EnvelopeLevel
        {
            Outer = scope.Outer?.Level,
            Path = scope.Array?.PathOf(scope.Index) ?? scope.Path,
            Start = _envelopeWriter.PlaceOf(scope.Start),
            IsDecoded = scope.IsDecoded,
        };
    }

    private void Close(EnvelopeScope scope, int end)
    {
        if (scope.Level is { } level)
        {
            _envelopeWriter.CopyTo(end);
            level.Length = _envelopeWriter.Length - level.Start;
        }
    }

    /// <summary>Ends an object that cannot go on; what holds no record is left to who reads it.</summary>
    private int Break(EnvelopeScope scope, ReadOnlySpan<byte> json, int good, int fault)
    {
        if (scope.Level is not { } level)
        {
            return -1;
        }

        if (_fault < 0)
        {
            Refuse(json, _envelopeWriter.Copied, fault, scope.Path);
            _envelopeWriter.CopyTo(good);
        }

        _envelopeWriter.Write("}"u8);
        level.Length = _envelopeWriter.Length - level.Start;
        return -1;
    }

    /// <summary>Where a value stands: on a path that goes on, on one that begins anew, or on both.</summary>
    private readonly record struct Place(EnvelopePaths? First, EnvelopePaths? Second)
    {
        public TextEncoding? Encoding { get; init; } = First?.Encoding ?? Second?.Encoding;

        public bool HoldsRecords => First?.HoldsRecords == true || Second?.HoldsRecords == true;

        public bool IsSpread => First?.IsSpread == true || Second?.IsSpread == true;

        public bool LeadsInside => First?.LeadsInside == true || Second?.LeadsInside == true;
    }
}
