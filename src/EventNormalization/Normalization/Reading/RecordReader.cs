using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using EventNormalization.Ingestion;
using EventNormalization.Json;
using NodaTime;

namespace EventNormalization.Normalization;

/// <summary>Reads one event into the values of its record; a valid event allocates nothing.</summary>
/// <remarks>
/// Used by one thread at a time. Every span it returns is valid until the next event. Bad input of any kind is reported
/// by
/// <see cref="ToErrors"/>, never by an exception.
/// </remarks>
internal sealed partial class RecordReader
{
    private const int ClientIdField = 0;
    private const int MetricField = 1;
    private const int AmountField = 2;
    private const int TimestampField = 3;
    private const int CurrencyField = 4;

    private readonly CompiledSchema _compiled;
    private readonly FoundMembers _found = new();
    private readonly FastScanner _fastScanner;
    private readonly EventScanner _scanner;
    private readonly NameCache _names;

    // Those of the last client whose profile has aliases of its own.
    private NameCache? _clientNames;
    private readonly List<Fault> _faults = [];
    private readonly FieldValue[] _further;
    private readonly bool[] _hasFurther;
    private CompiledProfile _profile;
    private byte[] _texts = new byte[1024];
    private int _textsLength;
    private int _plainStart = -1;
    private TextSlice _clientId;
    private TextSlice _metric;
    private decimal _amount;
    private Instant _timestamp;
    private Instant _firstReceivedAt;
    private JsonError _jsonError;
    private int _jsonErrorPosition;
    private SourceLocation _location;

    // Whether something beside its bytes belongs to the delivery that was begun last, so that the next one must not
    // take it for its own.
    private bool _hasContext;

    // Whether the members were found by the scanner that also notes their names.
    private bool _isFullPath;

    public RecordReader(CompiledSchema compiled)
    {
        _compiled = compiled;
        _profile = compiled.DefaultProfile;
        _fastScanner = new FastScanner(_found);
        _scanner = new EventScanner(_found);
        _names = new NameCache(_profile.Map);
        _levels = new LevelReader(compiled);
        _hasContext = compiled.HasOrigins;
        _further = new FieldValue[compiled.Fields.Length];
        _hasFurther = new bool[compiled.Fields.Length];
    }

    public CompiledSchema Compiled => _compiled;

    /// <summary>The canonical text of the client id; empty if it could not be read.</summary>
    public ReadOnlySpan<byte> ClientIdUtf8 => _texts.AsSpan(_clientId.Start, _clientId.Length);

    public ReadOnlySpan<byte> MetricUtf8 => _texts.AsSpan(_metric.Start, _metric.Length);

    /// <summary>Where the canonical text of the client id is, for <see cref="Utf8Of"/>.</summary>
    public TextSlice ClientIdSlice => _clientId;

    public TextSlice MetricSlice => _metric;

    public decimal Amount => _amount;

    public Instant Timestamp => _timestamp;

    /// <summary>Whether the event as a whole could not be read.</summary>
    public bool HasJsonError => _faults.Count > 0 && _faults[^1].Kind == FaultKind.Json;

    /// <summary>Receives how each field was found and read, if traces were requested.</summary>
    public List<FieldTrace>? Traces { get; set; }

    /// <summary>The value of a field after the four and the currency; false if the event lacks it.</summary>
    public bool TryGetFurther(int field, out FieldValue value)
    {
        value = _further[field];
        return _hasFurther[field];
    }

    /// <summary>Reads an event; returns whether it was understood.</summary>
    /// <remarks>
    /// A truncated delivery is too large, whatever its beginning says. The rest of a broken array is not an event
    /// either, whatever it looks like.
    /// </remarks>
    public bool Read(in RawEvent raw)
    {
        Clear();
        _isFullPath = Traces is not null;
        if ((!raw.IsAlone || _hasContext) && !TryBegin(raw))
        {
            return false;
        }

        var isUnderstood = TryScan(raw.Utf8)
            && (TryReadFast(raw) || TryReadAny(raw))
            && TryReadFurther(raw);
        _fastScanner.Release();
        return isUnderstood;
    }

    /// <summary>Begins a delivery that is no event by itself; false if it is certainly none.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryBegin(in RawEvent raw)
    {
        BeginDelivery(raw);
        if (raw.IsTruncated)
        {
            _isFullPath = true;
            return FailJson(JsonError.TooLarge, 0);
        }

        if (raw.IsRestOfArray)
        {
            // It broke after the array's bracket, whatever the two together look like.
            _isFullPath = true;
            return FailJson(JsonError.Syntax, 1);
        }

        if (raw.Part is { ErrorPosition: >= 0 and var fault })
        {
            _isFullPath = true;
            return FailJson(FaultOf(raw, fault), fault);
        }

        return true;
    }

    private void Reread(in RawEvent raw)
    {
        Clear();
        BeginDelivery(raw);
        _isFullPath = true;
        if (TryScan(raw.Utf8) && TryReadAny(raw))
        {
            TryReadFurther(raw);
        }
    }

    private bool TryReadFurther(in RawEvent delivery)
    {
        if (_compiled.FurtherFrom == _compiled.Fields.Length)
        {
            return _faults.Count == 0;
        }

        var raw = delivery.Utf8.Span;
        for (var field = _compiled.FurtherFrom; field < _compiled.Fields.Length; field++)
        {
            ReadFurther(raw, field);
        }

        return _faults.Count == 0;
    }

    /// <summary>Reads the four fields and the currency whatever they are like; false if no more is to read.</summary>
    private bool TryReadAny(in RawEvent delivery)
    {
        _textsLength = 0;
        _clientId = _metric = default;
        var raw = delivery.Utf8.Span;
        if (HasSeveralEvents(raw))
        {
            return false;
        }

        if (TryReadClientId(raw, out _clientId) && !TryChangeProfile(delivery.Utf8))
        {
            return false;
        }

        if (MayGoOn)
        {
            TryRead(raw, MetricField, new TextReading(_profile.Metric), out _metric);
        }

        var hasAmount = MayGoOn && TryRead(raw, AmountField, new AmountReading(_profile.Amount), out _money);
        _amount = _money.Value;
        if (MayGoOn)
        {
            ReadTimestamp(raw, delivery.ReceivedAt);
        }

        if (MayGoOn)
        {
            ReadCurrency(raw, hasAmount);
        }

        return MayGoOn;
    }

    /// <summary>Whether the next field is of interest: after an error, only where all errors are asked for.</summary>
    /// <remarks>They are asked for after the first error, and then the whole event is read again.</remarks>
    private bool MayGoOn => _isFullPath || _faults.Count == 0;

    private void Clear()
    {
        _faults.Clear();
        _joined.Clear();
        _textsLength = 0;
        _clientId = _metric = _currency = default;
        _profile = _compiled.DefaultProfile;
    }

    private bool TryScan(ReadOnlyMemory<byte> raw)
    {
        var limits = LimitsOf(_compiled.Schema.Limits);
        var names = NamesOf(_profile.Map);
        if (_part is { Frame.IsSpread: true })
        {
            return TryScanMember(raw.Span, names, limits) && TryAddWrappers(names);
        }

        if (!_isFullPath && _fastScanner.TryScan(raw, names, limits) && _found.FirstOf(names.Map.Notices) < 0)
        {
            return TryAddWrappers(names);
        }

        _isFullPath = true;
        var fault = _scanner.Scan(raw.Span, names, limits);
        return fault != JsonError.None || _scanner.IsOtherValue
            ? FailJson(fault, _scanner.ErrorPosition)
            : TryAddWrappers(names);
    }

    private bool TryAddWrappers(NameCache names)
    {
        if (!names.Map.IsPlain)
        {
            Expand(names.Map);
        }

        if (_part is not null)
        {
            AddWrappers(names);
        }

        return true;
    }

    /// <summary>Gives what was found under a name that means several things to each of them.</summary>
    private void Expand(FieldMap map)
    {
        foreach (var group in map.Groups)
        {
            _found.Expand(group);
        }
    }

    private NameCache NamesOf(FieldMap map)
    {
        if (ReferenceEquals(map, _names.Map))
        {
            return _names;
        }

        _clientNames ??= new NameCache(map);
        _clientNames.Use(map);
        return _clientNames;
    }

    /// <summary>
    /// Goes over to the client's own rules; the event is scanned again if its names mean other fields.
    /// </summary>
    private bool TryChangeProfile(ReadOnlyMemory<byte> raw)
    {
        var profile = _compiled.ProfileOf(ClientIdUtf8);
        if (ReferenceEquals(profile, _profile))
        {
            return true;
        }

        var map = _profile.Map;
        _profile = profile;
        return ReferenceEquals(map, profile.Map) || TryScan(raw);
    }
}
