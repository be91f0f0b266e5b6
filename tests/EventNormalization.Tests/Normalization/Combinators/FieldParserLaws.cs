using System;
using System.Globalization;
using EventNormalization.Identity;
using EventNormalization.Normalization;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace EventNormalization.Tests.Normalization.Combinators;

public class FieldParserLaws
{
    private static readonly string[] ProblemWords =
    [
        Problems.Missing, Problems.Conflict, Problems.Kind, Problems.Format, Problems.Ambiguous, Problems.Incomplete,
        Problems.Nonexistent, Problems.Range, Problems.Precision, Problems.TooLong, Problems.Characters,
        Problems.ParserFailed,
    ];

    private static readonly ParseFailure NotPositive =
        new() { Problem = Problems.Range, Expected = "a positive number" };

    [Law]
    public Property Or_gives_the_first_result_unless_that_is_another_form() =>
        Prop.ForAll(Answers().ToArbitrary(), Answers().ToArbitrary(), (first, second) =>
        {
            var result = Read(first.Or(second));

            var isOtherForm = Read(first) is var own && own.StartsWith("format", StringComparison.Ordinal)
                || Read(first).StartsWith("kind", StringComparison.Ordinal);
            Assert.True(isOtherForm || result == Read(first));
            Assert.True(!isOtherForm || result == Read(second)
                || result.EndsWith(Expected(Read(second)), StringComparison.Ordinal));
        });

    [Law]
    public Property Or_is_associative() =>
        Prop.ForAll(Answers().ToArbitrary(), Answers().ToArbitrary(), Answers().ToArbitrary(), (a, b, c) =>
            Assert.Equal(Read(a.Or(b).Or(c)), Read(a.Or(b.Or(c)))));

    [Law]
    public Property Selecting_the_same_value_changes_nothing_and_two_steps_are_one() =>
        Prop.ForAll(Answers().ToArbitrary(), parser =>
        {
            Assert.Equal(Read(parser), Read(parser.Select<long, long>("same", value => value)));
            Assert.Equal(
                Read(parser.Select<long, long>("double", value => value * 2)
                    .Select<long, long>("next", value => value + 1)),
                Read(parser.Select<long, long>("double and next", value => (value * 2) + 1)));
        });

    [Law]
    public Property Where_reads_as_before_or_refuses_and_keeps_earlier_failures() =>
        Prop.ForAll(Answers().ToArbitrary(), parser =>
        {
            var result = Read(parser.Where("positive", value => value > 0, NotPositive));

            var before = Read(parser);
            var isRefused = long.TryParse(before, CultureInfo.InvariantCulture, out var value) && value <= 0;
            Assert.Equal(isRefused ? "range: a positive number" : before, result);
        });

    [Fact]
    public void Or_does_not_hide_that_the_first_parser_refused_to_guess()
    {
        var year = new Answer(new ParseFailure
        {
            Problem = Problems.Ambiguous,
            Expected = "a date order",
            Candidates = ["2021-04-05", "2021-05-04"],
        });

        Assert.Equal("ambiguous: a date order", Read(year.Or(new Answer(1))));
    }

    [Fact]
    public void Or_says_everything_that_would_have_been_read()
    {
        var kind = new Answer(new ParseFailure { Problem = Problems.Kind, Expected = "a number" });
        var format = new Answer(new ParseFailure { Problem = Problems.Format, Expected = "a date" });

        Assert.Equal("format: a number, or a date", Read(kind.Or(format)));
        Assert.Equal("kind: a number, or a number", Read(kind.Or(kind)));
    }

    [Fact]
    public void A_composed_parser_says_what_it_is_made_of()
    {
        var parser = FieldParsers.Integer
            .Where("positive", value => value > 0, NotPositive)
            .Select<long, decimal>("cents to \"units\"", value => value / 100m)
            .Or(FieldParsers.Integer.Select<long, decimal>("units", value => value));

        Assert.Equal(
            "Or(Select(Where(integer, \"positive\"), \"cents to \\\"units\\\"\"), Select(integer, \"units\"))",
            parser.ToString());
    }

    [Fact]
    public void The_fingerprint_of_the_rules_changes_with_the_name_and_not_with_the_object()
    {
        static RulesFingerprint FingerprintOf(string name) => RulesFingerprint.Of(EventSchema.Default with
        {
            Amount = new(FieldNames.Amount, FieldParsers.Amount.Select<decimal, decimal>(name, value => value / 100m)),
        });

        Assert.Equal(FingerprintOf("cents to units"), FingerprintOf("cents to units"));
        Assert.NotEqual(FingerprintOf("cents to units"), FingerprintOf("cents to units 2"));
    }

    [Fact]
    public void Missing_parts_are_bugs_of_the_host()
    {
        Assert.Throws<ArgumentNullException>(() => FieldParsers.Integer.Or(null!));
        Assert.Throws<ArgumentException>(() => FieldParsers.Integer.Select<long, long>(" ", value => value));
        Assert.Throws<ArgumentNullException>(() => FieldParsers.Integer.Select<long, long>("x", null!));
        Assert.Throws<ArgumentNullException>(() => FieldParsers.Integer.Where("x", value => true, null!));
    }

    [Fact]
    public void The_shipped_parsers_are_values()
    {
        var utf8 = "2021-03-09T14:05:06Z"u8;

        Assert.Equal(
            Instant.FromUtc(2021, 3, 9, 14, 5, 6),
            FieldParsers.Timestamp.Parse(new FieldInput(JsonKind.Text, utf8), ClientProfile.Default).Value);
        Assert.True(FieldParsers.Boolean.Parse(new FieldInput(JsonKind.True, "true"u8), ClientProfile.Default).Value);
        Assert.Same(TextParser.Kept, FieldParsers.Text);
        Assert.Same(TextParser.Metric, FieldParsers.Metric);
    }

    private static Gen<IFieldParser<long>> Answers() =>
        Gen.OneOf(
            Gen.Choose(-3, 3).Select(IFieldParser<long> (value) => new Answer(value)),
            from problem in Gen.OneOf(Gen.Elements(ProblemWords), Gen.Elements(Problems.Format, Problems.Kind))
            from number in Gen.Choose(0, 9)
            select (IFieldParser<long>)new Answer(new ParseFailure { Problem = problem, Expected = "a " + number }));

    private static string Read(IFieldParser<long> parser)
    {
        var result = parser.Parse(new FieldInput(JsonKind.Text, "x"u8), ClientProfile.Default);
        return result.IsSuccess
            ? result.Value.ToString(CultureInfo.InvariantCulture)
            : result.Failure.Problem + ": " + result.Failure.Expected;
    }

    private static string Expected(string failure) => failure[(failure.IndexOf(": ", StringComparison.Ordinal) + 2)..];

    /// <summary>A parser that gives one answer to everything.</summary>
    private sealed class Answer(ParseResult<long> result) : IFieldParser<long>
    {
        public ParseResult<long> Parse(FieldInput input, ClientProfile profile) => result;
    }
}
