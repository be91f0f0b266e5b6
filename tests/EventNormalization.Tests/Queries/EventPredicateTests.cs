using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using EventNormalization.Normalization;
using EventNormalization.Queries;
using EventNormalization.Queries.Authoring;
using EventNormalization.Tests.Totals;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Queries;

public class EventPredicateTests
{
    private static readonly Instant Noon = Instant.FromUtc(2024, 1, 15, 12, 0);

    private static readonly NormalizedEvent Record = new()
    {
        ClientId = "client_A",
        Metric = "sales",
        Amount = 12.50m,
        Timestamp = Noon,
        Fields = [new EventField("region", FieldValue.FromText("EU")),
            new EventField("seats", FieldValue.FromInteger(3))],
    };

    [Fact]
    public void A_field_is_compared_by_its_value() => AssertMatches(
    [
        Field("amount", ComparisonOperator.Equal, FieldValue.FromDecimal(12.5m)),
        Field("amount", ComparisonOperator.Greater, FieldValue.FromInteger(12)),
        Field("seats", ComparisonOperator.LessOrEqual, FieldValue.FromDecimal(3.0m)),
        Field("region", ComparisonOperator.NotEqual, FieldValue.FromText("eu")),
        Field("timestamp", ComparisonOperator.Less, FieldValue.FromInstant(Noon + Duration.Epsilon)),
        EventPredicate.TextIn("client_id", "client_B", "client_A"),
    ]);

    [Fact]
    public void A_comparison_with_a_field_that_is_absent_or_of_another_kind_is_false_and_its_complement_true()
    {
        EventPredicate[] never =
        [
            Field("colour", ComparisonOperator.Equal, FieldValue.FromText("red")),
            Field("colour", ComparisonOperator.NotEqual, FieldValue.FromText("red")),
            Field("currency", ComparisonOperator.NotEqual, FieldValue.FromText("EUR")),
            Field("amount", ComparisonOperator.NotEqual, FieldValue.FromText("12.50")),
            EventPredicate.Reason("amount.missing"),
            EventPredicate.State(FailedEventState.Pending),
            EventPredicate.AnyOf(),
        ];

        Assert.DoesNotContain(never, Matches);
        Assert.All(never, predicate => Assert.True(Matches(predicate.Not())));
    }

    [Fact]
    public void A_range_of_time_includes_its_beginning_and_excludes_its_end()
    {
        Assert.True(Matches(EventPredicate.Between(Noon, Noon + Duration.Epsilon)));
        Assert.False(Matches(EventPredicate.Between(null, Noon)));
    }

    [Fact]
    public void Raw_bytes_are_searched_to_the_byte()
    {
        AssertMatches([EventPredicate.RawContains("é\"}"), EventPredicate.RawContains("")]);
        Assert.False(Matches(EventPredicate.RawContains("É")));
    }

    [Fact]
    public void Texts_are_ordered_by_code_point_as_their_bytes_are()
    {
        string[] texts = ["", "a", "aa", "b", "z", "é", "\uD7FF", "\uE000", "\uFFFD", "\U00010000", "\U0010FFFF"];

        var byBytes = texts.Order(Comparer<string>.Create((left, right) =>
            Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right))));

        Assert.Equal(byBytes, texts.Reverse().Order(Comparer<string>.Create(FieldOrder.CompareTexts)));
    }

    [Fact]
    public void Predicates_that_say_the_same_are_equal_and_others_are_not()
    {
        Func<EventPredicate>[] all =
        [
            () => EventPredicate.Everything,
            () => EventPredicate.AnyOf(),
            () => Field("a", ComparisonOperator.Equal, FieldValue.FromText("x")),
            () => Field("b", ComparisonOperator.Equal, FieldValue.FromText("x")),
            () => Field("a", ComparisonOperator.Less, FieldValue.FromText("x")),
            () => EventPredicate.Between(Noon, null),
            () => EventPredicate.Between(null, Noon),
            () => EventPredicate.Reason("x"),
            () => EventPredicate.RawContains("x"),
            () => EventPredicate.State(FailedEventState.Parked),
            () => EventPredicate.Reason("x").Not(),
            () => EventPredicate.Reason("x").And(EventPredicate.Reason("y")),
            () => EventPredicate.Reason("x").Or(EventPredicate.Reason("y")),
            () => EventPredicate.Reason("y").Or(EventPredicate.Reason("x")),
        ];

        for (var i = 0; i < all.Length; i++)
        {
            for (var j = 0; j < all.Length; j++)
            {
                Assert.Equal(i == j, all[i]().Equals(all[j]()));
            }

            Assert.Equal(all[i]().GetHashCode(), all[i]().GetHashCode());
        }
    }

    [Fact]
    public void What_is_not_known_is_refused_when_a_predicate_is_made()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Field("a", (ComparisonOperator)9, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => EventPredicate.State((FailedEventState)99));
        Assert.Throws<ArgumentException>(() => EventPredicate.Reason(""));
        Assert.Throws<ArgumentNullException>(() => EventPredicate.AllOf(null!, EventPredicate.Everything));
    }

    [Fact]
    public void A_predicate_is_shown_in_words() => Assert.Equal(
        "(client_id = \"client_A\" and timestamp in [2024-01-15T12:00:00Z, any) and not (raw contains \"x\"))",
        EventPredicate.AllOf(
            EventPredicate.TextIn("client_id", "client_A"),
            EventPredicate.Between(Noon, null),
            EventPredicate.RawContains("x").Not()).ToString());

    [Law(1_000)]
    public Property A_complement_matches_what_the_predicate_does_not_and_de_Morgan_holds() =>
        Prop.ForAll(
            Predicates.Any.ToArbitrary(), Predicates.Any.ToArbitrary(), TotalsRecords.Any.ToArbitrary(),
                (a, b, record) =>
            {
                Assert.NotEqual(Matches(a, record), Matches(a.Not(), record));
                Assert.Equal(Matches(a.And(b).Not(), record), Matches(a.Not().Or(b.Not()), record));
                Assert.Equal(Matches(a.Or(b).Not(), record), Matches(a.Not().And(b.Not()), record));
            });

    [Law(1_000)]
    public Property A_predicate_is_its_bounds_of_time_and_its_rest() =>
        Prop.ForAll(Predicates.Any.ToArbitrary(), TotalsRecords.Any.ToArbitrary(), (predicate, record) =>
        {
            var scope = new PredicateScope(predicate);

            Assert.Equal(
                Matches(predicate, record),
                scope.IsWithinBounds(record.Timestamp) && Matches(scope.Rest, record));
        });

    private static EventPredicate Field(string name, ComparisonOperator comparison, FieldValue value) =>
        EventPredicate.Field(name, comparison, value);

    private static void AssertMatches(EventPredicate[] predicates) =>
        Assert.All(predicates, predicate => Assert.True(Matches(predicate), predicate.ToString()));

    private static bool Matches(EventPredicate predicate) => Matches(predicate, Record);

    private static bool Matches(EventPredicate predicate, NormalizedEvent record) => predicate.Matches(
        record, Encoding.UTF8.GetBytes("{\"name\":\"café\"}"));
}
