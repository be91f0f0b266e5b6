using System;
using EventNormalization.Json;

namespace EventNormalization.Normalization;

/// <content>The client of an event, and whether it is one event at all.</content>
internal sealed partial class RecordReader
{
    /// <summary>Reads the client's id; false if it is missing or an error was noted.</summary>
    private bool TryReadClientId(ReadOnlySpan<byte> raw, out TextSlice clientId)
    {
        var first = FindFirst(raw, ClientIdField);
        var isWeak = IsWeak(first);
        if (isWeak && IsCloudEvent(raw))
        {
            return TryReadWithout(first, out clientId);
        }

        if (isWeak && FindSubject(raw) is var subject and >= 0)
        {
            _faults.Add(new Fault { Kind = FaultKind.Subject, Field = ClientIdField, Found = first, Other = subject });
            clientId = default;
            return false;
        }

        return TryRead(raw, ClientIdField, new TextReading(_profile.ClientId), out clientId);
    }

    private bool IsWeak(int index) => index >= 0 && FieldRank.OrderOf(_found.Values[index].Rank) == FieldRank.Weak;

    /// <summary>
    /// Whether a weak name stands beside somebody, after an object under a better name was passed over; then a fault
    /// was noted.
    /// </summary>
    /// <remarks>Such an object says who the client is, though not in a form that is read: <c>customer.id</c>.</remarks>
    private bool IsOfOtherClient(ReadOnlySpan<byte> raw, ref int first)
    {
        if (!IsWeak(first))
        {
            return false;
        }

        if (IsCloudEvent(raw))
        {
            while (first >= 0)
            {
                Ignore(first);
                first = FindFirst(raw, ClientIdField);
            }

            return false;
        }

        var somebody = FindSubject(raw);
        for (var at = _found.FirstOf(ClientIdField); at >= 0 && somebody < 0; at = _found.Values[at].Next)
        {
            somebody = HasMembers(raw, at) ? at : -1;
        }

        if (somebody >= 0)
        {
            _faults.Add(new Fault { Kind = FaultKind.Subject, Field = ClientIdField, Found = first, Other = somebody });
        }

        return somebody >= 0;
    }

    /// <summary>Goes on as if nothing were found, since in a CloudEvent the source is never the client.</summary>
    private bool TryReadWithout(int source, out TextSlice clientId)
    {
        if (_profile.Defaults[ClientIdField] is not null)
        {
            return TryReadSubstitute(ClientIdField, new TextReading(_profile.ClientId), out clientId);
        }

        _faults.Add(new Fault { Kind = FaultKind.CloudEvent, Field = ClientIdField, Found = source });
        clientId = default;
        return false;
    }

    private bool IsCloudEvent(ReadOnlySpan<byte> raw)
    {
        for (var at = SkipMissing(raw, _found.FirstOf(_profile.Map.Companions)); at >= 0; at = FindAny(raw, at))
        {
            ref readonly var found = ref _found.Values[at];
            if (FieldRank.OrderOf(found.Rank) == MapNumbers.CloudEvent && found.JsonKind == JsonKind.Text)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first member with a value that names somebody; -1 if there is none.</summary>
    private int FindSubject(ReadOnlySpan<byte> raw)
    {
        for (var at = SkipMissing(raw, _found.FirstOf(_profile.Map.Companions)); at >= 0; at = FindAny(raw, at))
        {
            ref readonly var found = ref _found.Values[at];
            var hasValue = found.JsonKind switch
            {
                JsonKind.Text or JsonKind.Number => true,
                _ => HasMembers(raw, at),
            };
            if (hasValue && FieldRank.OrderOf(found.Rank) == MapNumbers.Subject)
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Whether a value is an object or an array that holds anything.</summary>
    private bool HasMembers(ReadOnlySpan<byte> raw, int index)
    {
        ref readonly var found = ref _found.Values[index];
        return found.JsonKind is JsonKind.Object or JsonKind.Array
            && InputOf(raw, found).Utf8[1..^1].IndexOfAnyExcept(" \t\r\n"u8) >= 0;
    }

    /// <summary>Whether a wrapper holds an array of objects, and the event is not whole without it.</summary>
    private bool HasSeveralEvents(ReadOnlySpan<byte> raw)
    {
        for (var at = _found.FirstOf(_profile.Map.Notices); at >= 0; at = _found.Values[at].Next)
        {
            ref readonly var found = ref _found.Values[at];
            if (FieldRank.OrderOf(found.Rank) == MapNumbers.Array
                && HasObject(raw.Slice(found.Start, found.Length))
                && !IsWholeWithout(raw, FieldRank.IsInner(found.Rank)))
            {
                _faults.Add(new Fault { Kind = FaultKind.Records, Found = at });
                return true;
            }
        }

        return false;
    }

    private static bool HasObject(ReadOnlySpan<byte> array)
    {
        var cursor = new JsonCursor(array) { Halves = SurrogateHalves.Kept };
        var depth = 0;
        while (cursor.SkipWhiteSpace() is var next && cursor.Position < array.Length)
        {
            if (next == '{' && depth == 1)
            {
                return true;
            }

            if (next == '"')
            {
                cursor.TryReadText(out _);
                continue;
            }

            depth += next is (byte)'{' or (byte)'[' ? 1 : next is (byte)'}' or (byte)']' ? -1 : 0;
            cursor.Position++;
        }

        return false;
    }

    /// <summary>Whether the four fields stand under their own names outside of the array.</summary>
    private bool IsWholeWithout(ReadOnlySpan<byte> raw, bool isInner)
    {
        for (var field = ClientIdField; field <= TimestampField; field++)
        {
            var isLookedFor = _profile.Constants[field] is null && _compiled.Fields[field].From is null;
            if (isLookedFor && !HasOwn(raw, field, isInner))
            {
                return false;
            }
        }

        return true;
    }

    private bool HasOwn(ReadOnlySpan<byte> raw, int field, bool isInner)
    {
        for (var at = SkipMissing(raw, _found.FirstOf(field)); at >= 0; at = FindAny(raw, at))
        {
            var rank = _found.Values[at].Rank;
            if (FieldRank.OrderOf(rank) == FieldRank.OwnName && (isInner || !FieldRank.IsInner(rank)))
            {
                return true;
            }
        }

        return false;
    }
}
