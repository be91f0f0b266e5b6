using System.Linq;
using System.Text;
using EventNormalization.Normalization;
using EventNormalization.Tests.Text;
using FsCheck;
using FsCheck.Fluent;

namespace EventNormalization.Tests.Normalization.Texts;

public sealed class TextParserProperties
{
    [Law(2_000)]
    public Property A_value_is_read_again_as_itself() => Prop.ForAll(Texts().ToArbitrary(), text =>
    {
        var kept = ParsedTexts.Read(TextParser.Kept, JsonKind.Text, text);
        var metric = ParsedTexts.Read(TextParser.Metric, JsonKind.Text, text);

        return kept == ParsedTexts.Read(TextParser.Kept, JsonKind.Text, kept)
            && metric == ParsedTexts.Read(TextParser.Metric, JsonKind.Text, metric);
    });

    [Law(2_000)]
    public Property Canonically_equivalent_texts_have_the_same_value() => Prop.ForAll(Texts().ToArbitrary(), text =>
    {
        var decomposed = text.Normalize(NormalizationForm.FormD);

        return ParsedTexts.Read(TextParser.Kept, JsonKind.Text, text)
                == ParsedTexts.Read(TextParser.Kept, JsonKind.Text, decomposed)
            && ParsedTexts.Read(TextParser.Metric, JsonKind.Text, text)
                == ParsedTexts.Read(TextParser.Metric, JsonKind.Text, decomposed);
    });

    [Law(2_000)]
    public Property A_metric_is_what_the_host_makes_of_it() => Prop.ForAll(Texts().ToArbitrary(), text =>
        ParsedTexts.Read(TextParser.Metric, JsonKind.Text, text)
            == HostMetric(text));

    private static Gen<string> Texts() =>
        from texts in Gen.ArrayOf(Gen.OneOf(
            Gen.Elements(UnicodeTexts.Critical.Where(UnicodeTexts.IsNormalizedByHost).ToArray()),
            Gen.Elements(UnicodeTexts.PairsKnownToHosts)))
        select string.Concat(texts.Take(60));

    private static string HostMetric(string text) => text.Normalize().ToLowerInvariant().Normalize();
}
