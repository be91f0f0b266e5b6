using System;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace EventNormalization.Normalization;

/// <content>What is said of a value that could not be read, and of one that was, if somebody asked.</content>
internal sealed partial class RecordReader
{
    private void AddError(ReadOnlySpan<byte> raw, int field, int found, ParseFailure failure) =>
        _errors.Add(new FieldError
        {
            Code = _compiled.Fields[field].Name + "." + failure.Problem,
            Field = _compiled.Fields[field].Name,
            Path = PathOf(raw, found),
            Found = Shown(raw, found),
            Expected = failure.Expected,
            Candidates = failure.Candidates,
        });

    private void AddConflict(ReadOnlySpan<byte> raw, int field, int first, int second) =>
        _errors.Add(new FieldError
        {
            Code = _compiled.Fields[field].Name + "." + Problems.Conflict,
            Field = _compiled.Fields[field].Name,
            Path = PathOf(raw, first) + ", " + PathOf(raw, second),
            Found = Shown(raw, first) + " and " + Shown(raw, second),
            Expected = "the same meaning in both places",
        });

    private void AddMissing(int field) =>
        _errors.Add(new FieldError
        {
            Code = _compiled.Fields[field].Name + "." + Problems.Missing,
            Field = _compiled.Fields[field].Name,
            Expected = "a member named " + NamesOf(field),
        });

    private void AddImplausible(ReadOnlySpan<byte> raw, PlausibleRange range, Instant firstReceivedAt)
    {
        var found = FindFirst(TimestampField);
        var iso = InstantPattern.ExtendedIso;
        _errors.Add(new FieldError
        {
            Code = FieldNames.Timestamp + "." + Problems.Range,
            Field = FieldNames.Timestamp,
            Path = found < 0 ? "" : PathOf(raw, found),
            Found = found < 0 ? iso.Format(_timestamp) : Shown(raw, found),
            Expected = "an instant from " + iso.Format(range.Earliest)
                + " to " + iso.Format(range.LatestFor(firstReceivedAt)),
        });
    }

    private string NamesOf(int field)
    {
        var definition = _compiled.Fields[field];
        var aliases = Profile.Aliases.TryGetValue(definition.Name, out var own) ? own : definition.Aliases;
        return aliases.IsEmpty ? definition.Name : definition.Name + ", " + string.Join(", ", aliases);
    }

    private string PathOf(ReadOnlySpan<byte> raw, int index)
    {
        ref readonly var found = ref _scanner.Found[index];
        var path = NameOf(raw, found.NameStart, found.NameLength);
        for (var scope = found.Scope; scope > 0; scope = _scanner.Scopes[scope].Parent)
        {
            ref readonly var around = ref _scanner.Scopes[scope];
            path = NameOf(raw, around.NameStart, around.NameLength) + "." + path;
        }

        return path;
    }

    private static string NameOf(ReadOnlySpan<byte> raw, int start, int length) =>
        OffendingText.Escape(Encoding.UTF8.GetString(raw.Slice(start, Math.Min(length, OffendingText.BytesMax))));

    private string Shown(ReadOnlySpan<byte> raw, int index)
    {
        ref readonly var found = ref _scanner.Found[index];
        var input = InputOf(raw, found);
        return found.Kind == JsonKind.Text ? OffendingText.Quote(input.Utf8) : OffendingText.Show(input.Utf8);
    }

    private FieldTrace TraceOf(ReadOnlySpan<byte> raw, int field, int index, string value)
    {
        ref readonly var found = ref _scanner.Found[index];
        return new FieldTrace
        {
            Field = _compiled.Fields[field].Name,
            Source = found.Field != field ? FieldSource.OtherField
                : found.IsOwnName ? FieldSource.OwnName : FieldSource.Alias,
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
}
