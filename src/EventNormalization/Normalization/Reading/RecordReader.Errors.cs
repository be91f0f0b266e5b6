using System;
using System.Collections.Generic;
using System.Text;
using EventNormalization.Ingestion;
using NodaTime.Text;

namespace EventNormalization.Normalization;

/// <content>What is said of a value that could not be read, and of one that was, if somebody asked.</content>
internal sealed partial class RecordReader
{
    /// <summary>Words the errors of the event that was read last.</summary>
    /// <param name="delivery">The same delivery that was read.</param>
    public IReadOnlyList<FieldError> ToErrors(in RawEvent delivery)
    {
        if (!_isThorough)
        {
            // The words name places that the quick scanner does not note.
            var field = _faults[0].Field;
            Reread(delivery);
            if (_faults.Count == 0)
            {
                _faults.Add(new Fault { Kind = FaultKind.Substitute, Field = field, Failure = ParserGuard.Unsteady });
            }
        }

        _firstReceivedAt = delivery.ReceivedAt;
        var raw = delivery.Utf8.Span;
        var errors = new FieldError[_faults.Count];
        for (var i = 0; i < errors.Length; i++)
        {
            errors[i] = _faults[i].Kind == FaultKind.Json
                ? JsonErrors.Of(_jsonFault, delivery, _scanner.FaultPosition, _compiled.Schema.Limits)
                : ToError(raw, _faults[i]);
        }

        return errors;
    }

    private FieldError ToError(ReadOnlySpan<byte> raw, in Fault fault)
    {
        return fault.Kind switch
        {
            FaultKind.Missing => Error(fault.Field, Problems.Missing, "", null, "a member named " + NamesOf(fault.Field)),
            FaultKind.Conflict => Error(
                fault.Field,
                Problems.Conflict,
                PathOf(raw, fault.Found) + ", " + PathOf(raw, fault.Other),
                Shown(raw, fault.Found) + " and " + Shown(raw, fault.Other),
                "the same meaning in both places"),
            FaultKind.Implausible => ImplausibleError(raw),
            FaultKind.Substitute => Error(
                fault.Field, fault.Failure!.Problem, "", null, fault.Failure.Expected, fault.Failure.Candidates),
            _ => Error(
                fault.Field,
                fault.Failure!.Problem,
                fault.Found < 0 ? "" : PathOf(raw, fault.Found),
                fault.Found < 0 ? null : Shown(raw, fault.Found),
                fault.Failure.Expected,
                fault.Failure.CandidatesUntil(Profile.Timestamp.PlausibleRange.LatestFor(_firstReceivedAt))),
        };
    }

    private FieldError ImplausibleError(ReadOnlySpan<byte> raw)
    {
        var iso = InstantPattern.ExtendedIso;
        var range = Profile.Timestamp.PlausibleRange;
        var found = _profile.Constants[TimestampField] is null ? FindFirst(raw, TimestampField) : -1;
        return Error(
            TimestampField,
            Problems.Range,
            found < 0 ? "" : PathOf(raw, found),
            found < 0 ? iso.Format(_timestamp) : Shown(raw, found),
            "an instant from " + iso.Format(range.Earliest) + " to " + iso.Format(range.LatestFor(_firstReceivedAt))
            + ", the plausible range of the profile");
    }

    private FieldError Error(
        int field, string problem, string path, string? found, string expected, IReadOnlyList<string>? candidates = null) =>
        new()
        {
            Code = _compiled.Fields[field].Name + "." + problem,
            Field = _compiled.Fields[field].Name,
            Path = path,
            Found = found,
            Expected = expected,
            Candidates = candidates ?? [],
        };

    private string NamesOf(int field)
    {
        var definition = _compiled.Fields[field];
        var aliases = Profile.Aliases.TryGetValue(definition.Name, out var own) ? own : definition.Aliases;
        return aliases.IsEmpty ? definition.Name : definition.Name + ", " + string.Join(", ", aliases);
    }

    private string PathOf(ReadOnlySpan<byte> raw, int index)
    {
        ref readonly var name = ref _found.Names[index];
        var path = NameOf(raw, name.Start, name.Length);
        for (var scope = name.Scope; scope > 0; scope = _found.Scopes[scope].Parent)
        {
            ref readonly var around = ref _found.Scopes[scope];
            path = NameOf(raw, around.NameStart, around.NameLength) + "." + path;
        }

        return path;
    }

    private static string NameOf(ReadOnlySpan<byte> raw, int start, int length) =>
        OffendingText.Escape(Encoding.UTF8.GetString(raw.Slice(start, Math.Min(length, OffendingText.BytesMax))));

    private string Shown(ReadOnlySpan<byte> raw, int index)
    {
        ref readonly var found = ref _found.Values[index];
        var input = InputOf(raw, found);
        return found.JsonKind == JsonKind.Text ? OffendingText.Quote(input.Utf8) : OffendingText.Show(input.Utf8);
    }

    private FieldTrace TraceOf(ReadOnlySpan<byte> raw, int field, int index, string value)
    {
        var target = _found.Names[index].Target;
        return new FieldTrace
        {
            Field = _compiled.Fields[field].Name,
            Source = target.Field != field ? FieldSource.OtherField
                : target.IsOwnName ? FieldSource.OwnName : FieldSource.Alias,
            Path = PathOf(raw, index),
            Found = Shown(raw, index),
            Parser = _compiled.Fields[field].ParserName,
            Value = value,
        };
    }

    private FieldTrace TraceOfSubstitute(int field, string value) => new()
    {
        Field = _compiled.Fields[field].Name,
        Source = _profile.Constants[field] is null ? FieldSource.Default : FieldSource.Constant,
        Parser = _compiled.Fields[field].ParserName,
        Value = value,
    };

    private enum FaultKind : byte
    {
        Json,
        Missing,
        Conflict,
        Implausible,
        Value,
        Substitute,
    }

    /// <summary>What is wrong with a field, in numbers: words are made only for those who ask.</summary>
    private readonly struct Fault
    {
        public FaultKind Kind { get; init; }

        public int Field { get; init; }

        public int Found { get; init; }

        public int Other { get; init; }

        public ParseFailure? Failure { get; init; }
    }
}
