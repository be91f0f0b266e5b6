using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EventNormalization.Normalization;

/// <content>The objects and arrays that are open, and that no name stands twice in one object.</content>
/// <remarks>
/// Objects are numbered over all events, and a known name holds the number of the object that had it last. An object
/// inside another may have the same names: what they held is kept until it ends.
/// </remarks>
internal sealed partial class QuickScanner
{
    // The first one is around the event.
    private readonly Frame[] _frames = new Frame[DepthMax + 1];
    private Displaced[] _displaced = new Displaced[16];
    private int _displacedCount;
    private int _depth;
    private int _depthMax;
    private ulong _lastObject;
    private ulong _firstObject;

    private void Begin(int depthMax)
    {
        (_depth, _depthMax, _displacedCount) = (0, depthMax, 0);
        _firstObject = _lastObject + 1;
    }

    /// <summary>Goes into an object or an array.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref readonly Frame Open(byte first, int position, FoundName name)
    {
        var isObject = first == '{';
        var place = isObject ? name.Target.Inside : FieldMap.Nowhere;
        ref var frame = ref _frames[++_depth];
        frame.End = isObject ? (byte)'}' : (byte)']';
        frame.Place = place;
        frame.Object = ++_lastObject;
        frame.DisplacedBefore = _displacedCount;
        frame.Scope = place == FieldMap.Nowhere ? -1 : found.AddScope(name);
        frame.Found = -1;
        if (name.Target.Field >= 0 && place == FieldMap.Nowhere)
        {
            frame.Found = found.Count;
            found.Add(name, isObject ? FoundKind.Object : FoundKind.Array, position, 0);
        }

        return ref frame;
    }

    /// <summary>Comes out of an object or an array; returns the one around it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref readonly Frame Close(KnownNames names, int end)
    {
        ref var frame = ref _frames[_depth];
        if (frame.Found >= 0)
        {
            ref var value = ref found.Values[frame.Found];
            value.Length = end - value.Start;
        }

        while (_displacedCount > frame.DisplacedBefore)
        {
            ref readonly var last = ref _displaced[--_displacedCount];
            names[last.Name].LastObject = last.LastObject;
        }

        return ref _frames[--_depth];
    }

    /// <summary>Takes a name from another object of the event; false if it is of the same object.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryDisplace(KnownNames names, ref KnownName known, ulong number)
    {
        if (known.LastObject == number)
        {
            return false;
        }

        if (_displacedCount == _displaced.Length)
        {
            Array.Resize(ref _displaced, 2 * _displacedCount);
        }

        _displaced[_displacedCount++] = new Displaced(names.IndexOf(ref known), known.LastObject);
        return true;
    }

    /// <summary>An object or an array that is open.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Frame
    {
        /// <summary>The bracket that ends it.</summary>
        public byte End;

        /// <summary>Where its names are looked up.</summary>
        public int Place;

        /// <summary>Its scope, if names are looked up in it.</summary>
        public int Scope;

        /// <summary>Its number among the values found, or -1.</summary>
        public int Found;

        /// <summary>How many names were displaced before it began.</summary>
        public int DisplacedBefore;

        /// <summary>Its own number.</summary>
        public ulong Object;
    }

    /// <summary>What a name held before an inner object had it too.</summary>
    private readonly record struct Displaced(int Name, ulong LastObject);
}
