using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using EventNormalization.Queries;
using EventNormalization.Totals.Authoring;

namespace EventNormalization.Totals;

/// <summary>
/// Finds the totals of an event by the UTF-8 of its client, metric and currency, without making strings of them.
/// </summary>
/// <remarks>
/// Not thread-safe. It caches a bounded number of texts; others are looked up in the fold. The hash depends on a
/// secret, so chosen texts cannot force collisions; a text whose slots are taken replaces another one.
/// </remarks>
internal sealed class GroupCache
{
    private const int PlacesLog2Min = 8;
    private const int PlacesLog2Max = 17;
    private const int ProbesMax = 8;
    private const int BytesMax = 512;

    private readonly TotalsFold _fold;
    private readonly bool _needsClient;
    private readonly bool _needsMetric;
    private readonly ulong _secret = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;
    private Entry[] _entries = new Entry[1 << PlacesLog2Min];
    private int _count;

    /// <summary>Caches the totals of a fold by client, metric and currency.</summary>
    public GroupCache(TotalsFold fold)
    {
        _fold = fold;
        var asksForMore = !fold.Query.Scope.Rest.Equals(EventPredicate.Everything);
        _needsClient = asksForMore || fold.Query.GroupBy.Contains(GroupKey.ClientId);
        _needsMetric = asksForMore || fold.Query.GroupBy.Contains(GroupKey.Metric);
    }

    /// <summary>The totals of client, metric and currency; null if the query does not ask for them.</summary>
    public GroupTotals? Find(
        ReadOnlySpan<byte> clientUtf8, ReadOnlySpan<byte> metricUtf8, ReadOnlySpan<byte> currencyUtf8)
    {
        clientUtf8 = _needsClient ? clientUtf8 : default;
        metricUtf8 = _needsMetric ? metricUtf8 : default;
        var hash = HashOf(HashOf(_secret, clientUtf8), metricUtf8);
        hash = currencyUtf8.IsEmpty ? hash : HashOf(hash, currencyUtf8);
        var mask = (uint)_entries.Length - 1;
        for (var probe = 0u; probe < ProbesMax; probe++)
        {
            ref var entry = ref _entries[unchecked((uint)(hash >> 32) + probe) & mask];
            if (entry.Utf8 is null)
            {
                break;
            }

            if (entry.Hash == hash && entry.Is(clientUtf8, metricUtf8, currencyUtf8))
            {
                return entry.State;
            }
        }

        return AddToCache(hash, clientUtf8, metricUtf8, currencyUtf8);
    }

    private GroupTotals? AddToCache(
        ulong hash,
        ReadOnlySpan<byte> clientUtf8,
        ReadOnlySpan<byte> metricUtf8,
        ReadOnlySpan<byte> currencyUtf8)
    {
        var state = _fold.FindGroup(
            Encoding.UTF8.GetString(clientUtf8),
            Encoding.UTF8.GetString(metricUtf8),
            currencyUtf8.IsEmpty ? null : Encoding.UTF8.GetString(currencyUtf8));
        if (clientUtf8.Length + metricUtf8.Length + currencyUtf8.Length <= BytesMax)
        {
            if (2 * ++_count > _entries.Length && _entries.Length < 1 << PlacesLog2Max)
            {
                Grow();
            }

            PlaceFor(hash) = new Entry
            {
                Hash = hash,
                ClientLength = clientUtf8.Length,
                MetricLength = metricUtf8.Length,
                Utf8 = [.. clientUtf8, .. metricUtf8, .. currencyUtf8],
                State = state,
            };
        }

        return state;
    }

    private void Grow()
    {
        var entries = _entries;
        _entries = new Entry[2 * entries.Length];
        foreach (ref var entry in entries.AsSpan())
        {
            if (entry.Utf8 is not null)
            {
                PlaceFor(entry.Hash) = entry;
            }
        }
    }

    /// <summary>The first free slot for a hash, or the one to be replaced.</summary>
    private ref Entry PlaceFor(ulong hash)
    {
        var mask = (uint)_entries.Length - 1;
        var home = (uint)(hash >> 32);
        for (var probe = 0u; probe < ProbesMax; probe++)
        {
            ref var entry = ref _entries[unchecked(home + probe) & mask];
            if (entry.Utf8 is null)
            {
                return ref entry;
            }
        }

        return ref _entries[home & mask];
    }

    /// <summary>Multiplies eight bytes at a time into the hash (as wyhash does); the length counts too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong HashOf(ulong hash, ReadOnlySpan<byte> utf8)
    {
        const ulong Odd = 0xA0761D6478BD642F;
        hash ^= (ulong)utf8.Length;
        while (utf8.Length > sizeof(ulong))
        {
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(utf8), Odd);
            utf8 = utf8[sizeof(ulong)..];
        }

        return Mix(hash ^ Rest(utf8), Odd);
    }

    /// <summary>At most eight bytes as a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Rest(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length >= sizeof(uint))
        {
            return MemoryMarshal.Read<uint>(utf8)
                | ((ulong)MemoryMarshal.Read<uint>(utf8[^sizeof(uint)..]) << 32);
        }

        return utf8.IsEmpty ? 0 : utf8[0] | ((uint)utf8[utf8.Length / 2] << 8) | ((uint)utf8[^1] << 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }

    private struct Entry
    {
        public ulong Hash;
        public int ClientLength;
        public int MetricLength;
        public byte[]? Utf8;
        public GroupTotals? State;

        public readonly bool Is(
            ReadOnlySpan<byte> clientUtf8, ReadOnlySpan<byte> metricUtf8, ReadOnlySpan<byte> currencyUtf8) =>
            ClientLength == clientUtf8.Length
            && MetricLength == metricUtf8.Length
            && Utf8!.Length == clientUtf8.Length + metricUtf8.Length + currencyUtf8.Length
            && Utf8.AsSpan(0, ClientLength).SequenceEqual(clientUtf8)
            && Utf8.AsSpan(ClientLength, MetricLength).SequenceEqual(metricUtf8)
            && Utf8.AsSpan(ClientLength + MetricLength).SequenceEqual(currencyUtf8);
    }
}
