using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using EventNormalization.Normalization;

namespace EventNormalization.Identity;

/// <summary>
/// The members of a canonical record in their order (UTF-16 ordinal, RFC 8785), each with its written name.
/// </summary>
internal sealed class RecordLayout
{
    /// <summary>The number of the currency, which a record may lack.</summary>
    public const int Currency = 4;

    /// <summary>The number of the first member after the four fields of every record and the currency.</summary>
    public const int FurtherFrom = 5;

    private readonly int _fixedBytesMax;

    private RecordLayout(IEnumerable<(string Name, int Field)> members)
    {
        Members = [.. members.OrderBy(member => member.Name, StringComparer.Ordinal).Select(
            member => new Member(member.Name, member.Field))];
        var isOfRecord = Members.All(member => member.Field < FurtherFrom);
        IsStandard = isOfRecord && Members.Length == FurtherFrom;
        IsOfFourFields = isOfRecord && Members.Length == Currency && Members.All(member => member.Field < Currency);
        _fixedBytesMax =
            Members.Sum(member => member.BytesMax) + 1 + CanonicalAmount.LengthMax + InstantText.MaxLength + 2;
    }

    /// <summary>The record of the four fields and, where there is one, the currency.</summary>
    public static RecordLayout Plain { get; } = new(
    [
        (FieldNames.ClientId, 0), (FieldNames.Metric, 1), (FieldNames.Amount, 2), (FieldNames.Timestamp, 3),
        (FieldNames.Currency, Currency),
    ]);

    public ImmutableArray<Member> Members { get; }

    /// <summary>Whether the record has the four fields and, where there is one, the currency.</summary>
    public bool IsStandard { get; }

    /// <summary>Whether the record has the four fields and no other.</summary>
    public bool IsOfFourFields { get; }

    /// <summary>The most bytes that the five fields and all names may need. A further field reserves its own.</summary>
    public int BytesMaxFor(RecordReader reader) => _fixedBytesMax
        + CanonicalText.LengthMaxOf(reader.ClientIdSlice.Length) + CanonicalText.LengthMaxOf(reader.MetricSlice.Length)
        + CanonicalText.LengthMaxOf(reader.CurrencySlice.Length);

    /// <summary>The layout of what the schema's ids hash.</summary>
    public static RecordLayout OfIdentity(ImmutableArray<FieldDefinition> fields) => new(
        fields.Select((field, i) => (field, i)).Where(pair => pair.field.IsIdentity)
            .Select(pair => (pair.field.Name, pair.i)));

    /// <summary>The layout of the schema's records.</summary>
    public static RecordLayout OfRecord(ImmutableArray<FieldDefinition> fields) =>
        new(fields.Select((field, i) => (field.Name, i)));

    /// <summary>The layout of a record that has these further fields.</summary>
    public static RecordLayout OfFields(ImmutableArray<EventField> fields) => fields.IsEmpty
        ? Plain
        : new(Plain.Members.Select(member => (member.Name, member.Field))
            .Concat(fields.Select((field, i) => (field.Name, FurtherFrom + i))));

    /// <summary>A member: its name and the number of its field.</summary>
    internal sealed class Member
    {
        /// <summary>The length of a vector.</summary>
        public const int BlockLength = 32;

        public Member(string name, int field)
        {
            Name = name;
            Field = field;
            var utf8 = Encoding.UTF8.GetBytes(name);
            var prefix = new byte[CanonicalText.LengthMaxOf(utf8.Length) + 1];
            var length = CanonicalText.Write(utf8, prefix);
            prefix[length] = (byte)':';
            Prefix = prefix[..(length + 1)];
            Block = Prefix.Length <= BlockLength ? [.. Prefix, .. new byte[BlockLength - Prefix.Length]] : Prefix;
        }

        public string Name { get; }

        public int Field { get; }

        /// <summary>The name in quotes, and the colon.</summary>
        public byte[] Prefix { get; }

        /// <summary>The prefix, padded with zeros to a whole block, so that one vector copies it.</summary>
        public byte[] Block { get; }

        /// <summary>The most bytes of the separator and the block.</summary>
        public int BytesMax => Block.Length + 1;
    }
}
