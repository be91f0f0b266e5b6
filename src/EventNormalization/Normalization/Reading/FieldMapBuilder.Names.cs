using System;
using System.Collections.Generic;
using System.Globalization;

namespace EventNormalization.Normalization;

/// <content>What a single name means at a place.</content>
internal sealed partial class FieldMapBuilder
{
    private void BindPath(int place, string path, (int Number, int Order) meaning, (string Path, int Index) setting)
    {
        var read = Names.Of(path);
        if (read.Fault is not null)
        {
            _faults.Add(At(setting), $"found {SettingName.Quote(path)}, expected {read.Fault}");
            return;
        }

        var inside = place;
        foreach (var part in read.Parts.AsSpan()[..^1])
        {
            var entry = EntryOf(inside, part.Folded);
            entry.Inside = entry.Inside == FieldMap.Nowhere ? AddPlace(inside) : entry.Inside;
            inside = entry.Inside;
        }

        Bind(inside, read.Parts[^1], meaning, setting);
        if (read.Parts.Length > 1 && read.Whole is { } whole)
        {
            Bind(place, whole, meaning, setting);
        }
    }

    private void Bind(int place, string name, (int Number, int Order) meaning, (string Path, int Index) setting)
    {
        if (ReadOrFail(name, setting) is { } read)
        {
            Bind(place, read, meaning, setting);
        }
    }

    private void Bind(int place, WrittenName name, (int Number, int Order) meaning, (string Path, int Index) setting)
    {
        var entry = EntryOf(place, name.Folded);
        var (number, order) = meaning;
        var other = number < FieldCount ? entry.OtherField(number, FieldCount) : -1;
        if (other >= 0)
        {
            var both = $"'{_fields[other].Name}' and '{_fields[number].Name}'";
            _faults.Add(At(setting), $"the name {SettingName.Quote(name.Text)} means two fields: {both}");
        }

        entry.Bind(number, FieldRank.Of(order, _wrapped.Contains(place)));
    }

    private WrittenName? ReadOrFail(string name, (string Path, int Index) setting)
    {
        var read = Names.Of(name).Whole;
        if (read is null)
        {
            _faults.Add(At(setting), $"found {SettingName.Quote(name)}, expected a name of 1 to 128 letters or digits");
        }

        return read;
    }

    private NameEntry EntryOf(int place, string folded)
    {
        if (!_places[place].TryGetValue(folded, out var entry))
        {
            entry = new NameEntry(Slots);
            _places[place].Add(folded, entry);
        }

        return entry;
    }

    private int AddPlace(int around = FieldMap.Nowhere)
    {
        _places.Add(new Dictionary<string, NameEntry>(StringComparer.Ordinal));
        var place = _places.Count - 1;
        if (_wrapped.Contains(around))
        {
            _wrapped.Add(place);
        }

        return place;
    }

    private static string At((string Path, int Index) setting) => setting.Index < 0
        ? setting.Path
        : string.Create(CultureInfo.InvariantCulture, $"{setting.Path}[{setting.Index}]");
}
