using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EventNormalization.Normalization;

/// <content>The objects and arrays that are open, and that no name stands twice in one object.</content>
/// <remarks>
/// Objects are numbered over all events, and a known name holds the number of the object that had it last. An object
/// inside another may have the same names: what they held is kept until it ends.
/// </remarks>
internal sealed partial class FastScanner
{
    // The first one is around the event.
    private readonly Frame[] _frames = CreateFrames();
    private Displaced[] _displaced = new Displaced[16];
    private int _displacedCount;
    private int _levelMax;
    private int _namesLeft;
    private ulong _firstObject;

    private static Frame[] CreateFrames()
    {
        var frames = new Frame[DepthMax + 1];
        for (var level = 0; level < frames.Length; level++)
        {
            frames[level].Level = level;
        }

        return frames;
    }

    private void Begin(NameCache names, JsonLimits limits)
    {
        _displacedCount = 0;
        (_levelMax, _namesLeft) = (Math.Min(DepthMax, limits.DepthMax), limits.NamesMax);
        _firstObject = names.ObjectCount + 1;
    }

    /// <summary>Goes into an object or an array; returns its frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Frame Open(ref Frame around, NameCache names, byte first, nint position, NameTarget target)
    {
        unchecked
        {
            ref var frame = ref Unsafe.Add(ref around, 1);
            frame.IsObject = first == '{';

            // Either bracket ends two characters after the one that it begins with.
            frame.End = (byte)(first + 2);
            frame.Place = frame.IsObject ? target.Inside : FieldMap.Nowhere;
            frame.Object = ++names.ObjectCount;
            frame.NeedsClosing = false;
            if (target.IsNotedWhenOpened)
            {
                OpenField(ref frame, names, position, target);
            }

            return ref frame;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OpenField(ref Frame frame, NameCache names, nint position, NameTarget target)
    {
        var noted = OpenedValue.TargetOf(names.Map, target, frame.IsObject);
        if (noted.Chain != 0)
        {
            PrepareToClose(ref frame);
            frame.Found = found.Count;
            found.Add(noted, OpenedValue.KindOf(target, frame.IsObject), (int)position, 0);
        }
    }

    /// <summary>Notes that something is to be done when the object or the array ends.</summary>
    private void PrepareToClose(ref Frame frame)
    {
        if (!frame.NeedsClosing)
        {
            frame.NeedsClosing = true;
            frame.Found = -1;
            frame.DisplacedBefore = _displacedCount;
        }
    }

    /// <summary>Comes out of an object or an array; returns the frame around it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Frame Close(ref Frame frame, NameCache names, nint end)
    {
        if (frame.NeedsClosing)
        {
            Finish(frame, names, (int)end);
        }

        return ref Unsafe.Subtract(ref frame, 1);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Finish(in Frame frame, NameCache names, int end)
    {
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
    }

    /// <summary>Takes a name from another object of the event; false if it is of the same object, or none.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryDisplace(ref Frame frame, NameCache names, ref CachedName known)
    {
        if (known.LastObject == frame.Object || Unsafe.AreSame(ref known, ref names.None))
        {
            return false;
        }

        PrepareToClose(ref frame);
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
        /// <summary>How many are open, this one included.</summary>
        public int Level;

        public bool IsObject;

        /// <summary>The bracket that ends it.</summary>
        public byte End;

        /// <summary>Whether something is to be done when it ends; what, the last two members say.</summary>
        public bool NeedsClosing;

        /// <summary>Where its names are looked up.</summary>
        public int Place;

        /// <summary>Its own number.</summary>
        public ulong Object;

        /// <summary>Its number among the values found, or -1.</summary>
        public int Found;

        /// <summary>How many names were displaced before it displaced one.</summary>
        public int DisplacedBefore;
    }

    /// <summary>What a name held before an inner object had it too.</summary>
    private readonly record struct Displaced(int Name, ulong LastObject);
}
