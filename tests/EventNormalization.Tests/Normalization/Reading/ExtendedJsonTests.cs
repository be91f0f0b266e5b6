using System;
using System.Linq;
using EventNormalization.Tests.Envelopes;
using Xunit;

namespace EventNormalization.Tests.Normalization.Reading;

/// <summary>Scalars that an export of MongoDB writes as objects.</summary>
public sealed class ExtendedJsonTests
{
    private const string Id = "65e9a0000000000000000001";
    private const string Schema =
        """{"fields":{"key":{"aliases":["_id"],"presence":"optional"}"""
        + ""","shop":{"type":"text","presence":"optional"},"row":{"type":"integer","presence":"optional"}}}""";

    [Theory]
    [InlineData("client_id", $$"""{"$oid":"{{Id}}"}""", $$""""client_id":"{{Id}}"""")]
    [InlineData("client_id", """{ "$numberLong" : "123" }""", """"client_id":"123"""")]
    [InlineData("client_id", """{"$numberDouble":"123.0"}""", """"client_id":"123"""")]
    [InlineData("_id", $$"""{"$oid":"{{Id}}"}""", $$""""key":"{{Id}}"""")]
    [InlineData("shop", """{"$uuid":"6ba7b810-9dad-11d1-80b4-00c04fd430c8"}""",
        """"shop":"6ba7b810-9dad-11d1-80b4-00c04fd430c8"""")]
    [InlineData("row", """{"$numberInt":"7"}""", "\"row\":7")]
    [InlineData("timestamp", """{"$numberLong":"1705314600000"}""", """"timestamp":"2024-01-15T10:30:00Z"""")]
    [InlineData("timestamp", """{"$date":{"$numberLong":"1705314600000"}}""", """"timestamp":"2024-01-15T10:30:00Z"""")]
    [InlineData("amount", """{"$numberDecimal":"12.50"}""", "\"amount\":12.5,")]
    public void A_scalar_of_extended_JSON_is_read_as_what_it_stands_for(string name, string value, string expected) =>
        Assert.Contains(expected, Read(name, value), StringComparison.Ordinal);

    [Theory]
    [InlineData("client_id", """{"$oid":"short"}""")]
    [InlineData("client_id", $$"""{"$oid":"{{Id}}","x":1}""")]
    [InlineData("client_id", """{"$numberLong":"abc"}""")]
    [InlineData("client_id", """{"id":"a"}""")]
    [InlineData("client_id", """{"$numberDouble":"1.5"}""")]
    [InlineData("metric", "{}")]
    [InlineData("amount", $$"""{"$oid":"{{Id}}"}""")]
    [InlineData("timestamp", $$"""{"$oid":"{{Id}}"}""")]
    [InlineData("currency", $$"""{"$oid":"{{Id}}"}""")]
    public void Another_object_is_refused(string name, string value) =>
        Assert.StartsWith(name + ".", Read(name, value), StringComparison.Ordinal);

    [Fact]
    public void An_instant_that_could_be_two_is_refused_and_not_passed_over()
    {
        var text = Read("ts", """{"$numberLong":"170531460"}""");

        Assert.StartsWith("timestamp.ambiguous: field 'timestamp' at ts", text, StringComparison.Ordinal);
    }

    private static string Read(string name, string value)
    {
        (string Name, string Value)[] members =
        [
            ("client_id", "\"a\""), ("metric", "\"m\""), ("amount", "1"), ("timestamp", "1705314600"),
        ];
        var others = members.Where(member => member.Name != (name == "ts" ? "timestamp" : name));
        var text = string.Join(',', others.Select(member => $"\"{member.Name}\":{member.Value}"));
        return Expanded.Texts(Schema, $"{{{text},\"{name}\":{value}}}").Single();
    }
}
