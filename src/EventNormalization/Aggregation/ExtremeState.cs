using System.Runtime.CompilerServices;

namespace EventNormalization.Aggregation;

/// <summary>What a least or a greatest knows of its decimals: that one of them.</summary>
/// <remarks><c>default</c> is the state of no decimal.</remarks>
public struct ExtremeState
{
    private Form _form;
    private long _units;
    private decimal _wide;

    private enum Form : byte
    {
        None,

        /// <summary>A whole number of units: compared as one as long as all decimals are.</summary>
        Units,

        Wide,
    }

    /// <summary>The least or greatest decimal; <see langword="null"/> of no decimal.</summary>
    /// <remarks>Its zeros at the end are not those that it came with.</remarks>
    public readonly decimal? Value => _form switch
    {
        Form.None => null,
        Form.Units => DecimalUnits.ToDecimal(_units),
        _ => _wide,
    };

    /// <summary>The state of decimals of which this is the least or the greatest.</summary>
    /// <param name="value">The decimal; <see langword="null"/> for the state of none.</param>
    /// <returns>A state that further decimals may be added to.</returns>
    public static ExtremeState FromValue(decimal? value)
    {
        var state = default(ExtremeState);
        if (value is { } present)
        {
            state.Take(present);
        }

        return state;
    }

    /// <summary>The state of decimals of which this many units are the least or the greatest.</summary>
    internal static ExtremeState FromUnits(long units) => new() { _form = Form.Units, _units = units };

    /// <summary>The decimal in units; false if it is none, or no whole number of units within 64 bits.</summary>
    internal readonly bool TryGetUnits(out long units)
    {
        units = _units;
        return _form == Form.Units
            || (_form == Form.Wide && DecimalUnits.TryGet(DecimalPowers.Reduce(_wide), out units));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void TakeLessUnits(long units)
    {
        if (_form == Form.Units)
        {
            _units = units < _units ? units : _units;
        }
        else
        {
            TakeLess(DecimalUnits.ToDecimal(units));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void TakeGreaterUnits(long units)
    {
        if (_form == Form.Units)
        {
            _units = units > _units ? units : _units;
        }
        else
        {
            TakeGreater(DecimalUnits.ToDecimal(units));
        }
    }

    internal void TakeLess(decimal value)
    {
        if (Value is not { } least || value < least)
        {
            Take(value);
        }
    }

    internal void TakeGreater(decimal value)
    {
        if (Value is not { } greatest || value > greatest)
        {
            Take(value);
        }
    }

    private void Take(decimal value)
    {
        if (DecimalUnits.TryGet(value, out _units))
        {
            _form = Form.Units;
        }
        else
        {
            (_form, _wide) = (Form.Wide, value);
        }
    }
}
