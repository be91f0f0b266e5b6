using EventNormalization.Normalization;
using Xunit;

namespace EventNormalization.Tests.Normalization.Texts;

public sealed class BooleanParserTests
{
    [Theory]
    [InlineData(JsonKind.True, "true", "True")]
    [InlineData(JsonKind.False, "false", "False")]
    [InlineData(JsonKind.Text, "true", "True")]
    [InlineData(JsonKind.Text, "False", "False")]
    [InlineData(JsonKind.Text, "TRUE", "True")]
    [InlineData(JsonKind.Text, "yes", "format: true or false")]
    [InlineData(JsonKind.Text, "1", "format: true or false")]
    [InlineData(JsonKind.Text, "truth", "format: true or false")]
    [InlineData(JsonKind.Text, "\uFF54\uFF52\uFF55\uFF45", "format: true or false")]
    [InlineData(JsonKind.Text, "fal\u017Fe", "format: true or false")]
    [InlineData(JsonKind.Number, "1", "kind: true or false")]
    [InlineData(JsonKind.Number, "0", "kind: true or false")]
    [InlineData(JsonKind.Object, "{}", "kind: true or false")]
    [InlineData(JsonKind.Array, "[true]", "kind: true or false")]
    public void True_and_false_are_read_and_nothing_else(JsonKind kind, string json, string expected) =>
        Assert.Equal(expected, ParsedTexts.Read(new BooleanParser(), kind, json));
}
