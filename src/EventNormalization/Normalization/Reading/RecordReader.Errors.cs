using System;
using System.Collections.Generic;
using System.Text;
using EventNormalization.Ingestion;
using NodaTime.Text;

namespace EventNormalization.Normalization;

/// <content>Errors of values that could not be read, and traces of those that could.</content>
internal sealed partial class RecordReader
{
    /// <summary>Creates the errors of the event that was read last, with their messages.</summary>
    /// <param name="delivery">The same delivery that was read.</param>
    public IReadOnlyList<FieldError> ToErrors(in RawEvent delivery)
    {
        if (!_isFullPath)
        {
            // The words name places that the quick scanner does not note.
            var field = _faults[0].Field;
            Reread(delivery);
            if (_faults.Count == 0)
            {
                _faults.Add(new Fault { Kind = FaultKind.Substitute, Field = field, Failure = ParserGuard.Unsteady });
            }
        }

        if (_brokenLevel is not null)
        {
            // What is missing may stand in the object around the record that could not be read.
            _faults.RemoveAll(fault => fault.Kind == FaultKind.Missing);
        }

        _firstReceivedAt = delivery.ReceivedAt;
        var raw = delivery.Utf8.Span;
        var errors = new FieldError[_faults.Count];
        for (var i = 0; i < errors.Length; i++)
        {
            errors[i] = _faults[i].Kind switch
            {
                FaultKind.Json => FirstJsonError(delivery),
                FaultKind.Records => JsonFieldErrors.OfRecords(
                    PathOf(raw, _faults[i].Found), Shown(raw, _faults[i].Found), _part?.Path ?? ""),
                _ => ToError(raw, _faults[i]),
            };
        }

        return errors;
    }

    private FieldError FirstJsonError(in RawEvent delivery)
    {
        var limits = _compiled.Schema.Limits;
        if (_brokenLevel is { } level)
        {
            var around = new RawEvent(_outer.Slice(level.Start, level.Length), delivery.ReceivedAt);
            return JsonFieldErrors.Of(_jsonError, around, _jsonErrorPosition, limits).At(level.Path);
        }

        return JsonFieldErrors.Of(_jsonError, delivery, _jsonErrorPosition, limits).At(_part?.Path ?? "");
    }

    private FieldError ToError(ReadOnlySpan<byte> raw, in Fault fault) => fault.Kind switch
    {
        FaultKind.Missing when fault.Found >= 0 => UnreadableError(raw, fault),
        FaultKind.Missing => Error(
            fault.Field, Problems.Missing, new Quotation(Within(""), null), NothingExpected(fault.Field)),
        FaultKind.CloudEvent => Error(
            fault.Field, Problems.Missing, QuotationOf(raw, fault.Found), ExpectedMembers.CloudEvent),
        FaultKind.Subject => Error(fault.Field, QuotationOf(raw, fault.Found, fault.Other), new ParseFailure
        {
            Problem = Problems.Ambiguous,
            Expected = ExpectedMembers.Subject,
            Candidates = [Plain(raw, fault.Found), Plain(raw, fault.Other)],
        }),
        FaultKind.Conflict or FaultKind.DateAndTime => Error(
            fault.Field,
            Problems.Conflict,
            QuotationOf(raw, fault.Found, fault.Other),
            fault.Kind == FaultKind.Conflict ? ExpectedMembers.SameMeaning : ExpectedMembers.Join),
        FaultKind.NoDate or FaultKind.NoTime => Error(
            fault.Field,
            Problems.Incomplete,
            QuotationOf(raw, fault.Found),
            $"a member named {_compiled.Fields[fault.Field].Join[fault.Kind == FaultKind.NoDate ? 0 : 1]} beside it"),
        FaultKind.Implausible => ImplausibleError(raw),
        FaultKind.Substitute => Error(fault.Field, Quotation.None, fault.Failure!),
        _ when fault.Found < 0 && _compiled.Fields[fault.Field].From is { } from => OriginError(fault, from),
        _ => Error(fault.Field, QuotationOf(raw, fault.Found), new ParseFailure
        {
            Problem = fault.Failure!.Problem,
            Expected = fault.Failure.Expected + (IsNoFormOf(raw, fault) ? AliasInside(raw, fault.Found) : ""),
            Candidates = fault.Failure.CandidatesUntil(
                Profile.Timestamp.PlausibleRange.LatestFor(_firstReceivedAt)),
        }),
    };

    private bool IsNoFormOf(ReadOnlySpan<byte> raw, in Fault fault) =>
        fault.Found >= 0 && IsOfNoForm(raw, fault.Field, fault.Found, fault.Failure!);

    private string NothingExpected(int field) => _compiled.Fields[field].From is { } from
        ? ExpectedMembers.Origin(from)
        : "a member named " + NamesOf(field);

    private FieldError OriginError(in Fault fault, string from)
    {
        var found = OffendingText.Quote(OriginOf(from));
        return Error(fault.Field, fault.Failure!.Problem, new Quotation(from, found), fault.Failure.Expected);
    }

    /// <summary>What is said of a field that only an object or an array of no known form was found for.</summary>
    private FieldError UnreadableError(ReadOnlySpan<byte> raw, in Fault fault) => Error(
        fault.Field,
        Problems.Missing,
        QuotationOf(raw, fault.Found),
        "a text or a number" + AliasInside(raw, fault.Found));

    /// <summary>Names the alias that would lead to a value in an object, for the end of a sentence.</summary>
    private string AliasInside(ReadOnlySpan<byte> raw, int index)
    {
        ref readonly var found = ref _found.Values[index];
        if (found.JsonKind != JsonKind.Object)
        {
            return "";
        }

        var name = ObjectScalars.FindScalar(InputOf(raw, found).Utf8);
        return name is null ? "" : $"; the alias {PathOf(raw, index)}.{name} would lead to one inside";
    }

    private FieldError ImplausibleError(ReadOnlySpan<byte> raw)
    {
        var iso = InstantPattern.ExtendedIso;
        var range = Profile.Timestamp.PlausibleRange;
        var found = _profile.Constants[TimestampField] is null ? FindFirst(raw, TimestampField) : -1;
        return Error(
            TimestampField,
            Problems.Range,
            found < 0 ? new Quotation("", iso.Format(_timestamp)) : QuotationOf(raw, found),
            "an instant from " + iso.Format(range.Earliest) + " to " + iso.Format(range.LatestFor(_firstReceivedAt))
            + ", the plausible range of the profile");
    }

    private FieldError Error(int field, string problem, Quotation quotation, string expected) =>
        Error(field, quotation, new ParseFailure { Problem = problem, Expected = expected });

    private FieldError Error(int field, Quotation quotation, ParseFailure failure) => new()
    {
        Code = _compiled.Fields[field].Name + "." + failure.Problem,
        Field = _compiled.Fields[field].Name,
        Path = quotation.Path,
        Found = quotation.Found,
        Expected = failure.Expected,
        Candidates = failure.Candidates,
    };

    private Quotation QuotationOf(ReadOnlySpan<byte> raw, int index) =>
        index < 0 ? Quotation.None : new Quotation(PathOf(raw, index), Shown(raw, index));

    private Quotation QuotationOf(ReadOnlySpan<byte> raw, int first, int second) => new(
        PathOf(raw, first) + ", " + PathOf(raw, second), Shown(raw, first) + " and " + Shown(raw, second));

    private string NamesOf(int field)
    {
        var definition = _compiled.Fields[field];
        var aliases = Profile.Aliases.TryGetValue(definition.Name, out var own)
            ? own
            : [.. definition.Aliases, .. definition.WeakAliases];
        var names = aliases.IsEmpty ? definition.Name : definition.Name + ", " + string.Join(", ", aliases);
        return definition.Join.IsEmpty ? names : names + ", or " + string.Join(" and ", definition.Join);
    }

    private string PathOf(ReadOnlySpan<byte> raw, int index)
    {
        if ((_found.Values[index].Kind & FoundValueFlags.IsJoined) != 0)
        {
            var joined = _joined.Find(joined => joined.Value == index);
            return PathOf(raw, joined.First) + ", " + PathOf(raw, joined.Second);
        }

        ref readonly var name = ref _found.Names[index];
        if (_found.Values[index].IsOuter)
        {
            return OffendingText.Escape(_outerPaths[name.Start]);
        }

        if (_part is { Frame.IsSpread: true })
        {
            return OffendingText.Escape(_part.Path);
        }

        var path = NameOf(raw, name.Start, name.Length);
        for (var scope = name.Scope; scope > 0; scope = _found.Scopes[scope].Parent)
        {
            ref readonly var around = ref _found.Scopes[scope];
            path = NameOf(raw, around.NameStart, around.NameLength) + "." + path;
        }

        return _part is null ? path : OffendingText.Escape(Within(""), 256) + "." + path;
    }

    private static string NameOf(ReadOnlySpan<byte> raw, int start, int length) =>
        OffendingText.Escape(Encoding.UTF8.GetString(raw.Slice(start, Math.Min(length, OffendingText.BytesMax))));

    private string Plain(ReadOnlySpan<byte> raw, int index) =>
        OffendingText.Show(InputOf(raw, _found.Values[index]).Utf8);

    private string Shown(ReadOnlySpan<byte> raw, int index)
    {
        ref readonly var found = ref _found.Values[index];
        var input = InputOf(raw, found);
        return found.JsonKind == JsonKind.Text ? OffendingText.Quote(input.Utf8) : OffendingText.Show(input.Utf8);
    }

    private FieldTrace TraceOf(ReadOnlySpan<byte> raw, int field, int index, string value)
    {
        var order = FieldRank.OrderOf(_found.Values[index].Rank);
        return new FieldTrace
        {
            Field = _compiled.Fields[field].Name,
            Source = !IsOf(field, index) ? FieldSource.OtherField
                : order == FieldRank.OwnName ? FieldSource.OwnName : FieldSource.Alias,
            Path = PathOf(raw, index),
            Found = Shown(raw, index),
            Parser = _profile.Fields[field].ParserName,
            Value = value,
        };
    }

    private bool IsOf(int field, int index)
    {
        var at = _found.FirstOf(field);
        while (at >= 0 && at != index)
        {
            at = _found.Values[at].Next;
        }

        return at >= 0;
    }

    private FieldTrace TraceOfSubstitute(int field, string value) => new()
    {
        Field = _compiled.Fields[field].Name,
        Source = _profile.Constants[field] is null ? FieldSource.Default : FieldSource.Constant,
        Parser = _profile.Fields[field].ParserName,
        Value = value,
    };

    /// <summary>Where the offending value stands, and how it is quoted.</summary>
    private readonly record struct Quotation(string Path, string? Found)
    {
        /// <summary>Of a value that stands nowhere in the event.</summary>
        public static Quotation None => new("", null);
    }
}
