using System.Linq;
using System.Text;
using EventNormalization.Normalization;
using Xunit;

namespace EventNormalization.Tests.Normalization.Reading;

/// <summary>Who the client of an event is.</summary>
public sealed class ClientFindingTests
{
    private const string Rest = "\"metric\":\"m\",\"amount\":1,\"timestamp\":\"2024-01-15T10:30:00Z\"";

    [Theory]
    [InlineData("\"source\":\"c\"")]
    [InlineData("\"Source\":\"c\",\"region\":\"eu\"")]
    [InlineData("\"source\":\"web\",\"customer_id\":\"c\"")]
    [InlineData("\"source\":\"web\",\"customer_id\":\"c\",\"user_id\":\"u\"")]
    [InlineData("\"source\":\"c\",\"user_id\":null,\"account\":\"\",\"shop\":\"n/a\",\"org\":{},\"user\":[]")]
    [InlineData("\"source\":\"c\",\"customer\":{},\"client\":[ ]")]
    [InlineData("\"source\":\"c\",\"customer\":null,\"tenant id\":\"\"")]
    [InlineData("\"source\":\"c\",\"_user\":\"u\",\"$device_id\":\"d\"")]
    [InlineData("\"source\":\"c\",\"SpecVersion\":\"1.0\"")]
    [InlineData("\"source\":\"c\",\"specversion\":1.0")]
    [InlineData("\"source\":\"c\",\"meta\":{\"user_id\":\"u\",\"specversion\":\"1.0\"}")]
    [InlineData("\"client_id\":\"c\",\"source\":\"web\",\"specversion\":\"1.0\"")]
    public void A_source_is_the_client_where_nothing_else_names_one(string members) =>
        Assert.Equal(RecordOf("c"), SchemaReading.Read("{}", "{" + members + "," + Rest + "}"));

    [Theory]
    [InlineData("\"source\":\"web\",\"user_id\":\"u1\"", "source, user_id", "\"u1\"", "u1")]
    [InlineData("\"userId\":17,\"source\":\"web\"", "source, userId", "17", "17")]
    [InlineData(
        "\"source\":\"web\",\"properties\":{\"anonymous id\":\"x\"}", "source, properties.anonymous id", "\"x\"", "x")]
    [InlineData("\"data\":{\"source\":\"web\"},\"Shop\":\"s\"", "data.source, Shop", "\"s\"", "s")]
    [InlineData("\"source\":\"web\",\"user\":{\"id\":5}", "source, user", "{\"id\":5}", "{\"id\":5}")]
    [InlineData("\"source\":\"web\",\"customer\":{\"id\":5}", "source, customer", "{\"id\":5}", "{\"id\":5}")]
    [InlineData("\"client\":{},\"account id\":[7],\"source\":\"web\"", "source, account id", "[7]", "[7]")]
    [InlineData("\"customer\":{\"id\":5},\"source\":\"web\",\"user_id\":6", "source, user_id", "6", "6")]
    [InlineData(
        "\"source\":\"web\",\"data\":{\"customer\":{\"id\":5}}", "source, data.customer", "{\"id\":5}", "{\"id\":5}")]
    public void A_source_beside_somebody_is_ambiguous(string members, string path, string found, string candidate) =>
        Assert.Equal(
            $"client_id.ambiguous: field 'client_id' at {path}: found \"web\" and {found}, expected "
                + $"one member that names "
            + $"the client; list it alone in the schema's aliases of client_id; it could be web or {candidate}",
            SchemaReading.Read("{}", "{" + members + "," + Rest + "}"));

    [Fact]
    public void The_source_of_a_CloudEvent_is_never_the_client() =>
        Assert.Equal(
            "client_id.missing: field 'client_id' at source: found \"/orders\", expected a member that "
                + "names the client: "
            + "the source of a CloudEvent does not; the schema cloudevents reads the subject",
            SchemaReading.Read(
                "{}", "{\"specversion\":\"1.0\",\"source\":\"/orders\",\"subject\":\"u\"," + Rest + "}"));

    [Fact]
    public void The_source_of_a_CloudEvent_is_never_the_client_of_an_object_beside_it()
    {
        const string Json =
            "{\"specversion\":\"1.0\",\"source\":\"/orders\",\"data\":{\"customer\":{\"id\":5},\"source\":\"a\"},"
                + Rest + "}";

        Assert.Equal(
            "client_id.missing: field 'client_id' at data.customer: found {\"id\":5}, expected a text or a number; "
            + "the alias data.customer.id would lead to one inside",
            SchemaReading.Read("{}", Json));
        Assert.Equal(RecordOf("shop"), SchemaReading.Read("""{"fields":{"client_id":{"default":"shop"}}}""", Json));
    }

    [Fact]
    public void A_schema_that_names_the_source_means_it()
    {
        const string Schema = """{"fields":{"client_id":{"aliases":["source"]}}}""";
        const string Json = "{\"specversion\":\"1.0\",\"source\":\"c\",\"user\":\"u\"," + Rest + "}";

        Assert.Equal(RecordOf("c"), SchemaReading.Read(Schema, Json));
    }

    [Fact]
    public void A_schema_replaces_the_weak_aliases_and_the_subjects()
    {
        const string Schema = """{"subjects":["member"],"fields":{"client_id":{"weak_aliases":["channel"]}}}""";

        Assert.Equal(RecordOf("c"), SchemaReading.Read(Schema, "{\"channel\":\"c\",\"user\":\"u\"," + Rest + "}"));
        Assert.Equal(
            "client_id.ambiguous", SchemaReading.Codes(Schema, "{\"channel\":\"c\",\"member\":\"u\"," + Rest + "}"));
        Assert.Equal("client_id.missing", SchemaReading.Codes(Schema, "{\"source\":\"c\"," + Rest + "}"));
    }

    [Theory]
    [InlineData("123.0", "123")]
    [InlineData("123", "123")]
    [InlineData("-123.000", "-123")]
    [InlineData("1.5e1", "15")]
    [InlineData("1200E-2", "12")]
    [InlineData("12e+3", "12000")]
    [InlineData("-0.0", "0")]
    [InlineData("0e5", "0")]
    [InlineData("0.00012e5", "12")]
    public void A_number_that_is_an_integer_becomes_its_digits(string number, string expected) =>
        Assert.Equal(RecordOf(expected), SchemaReading.Read("{}", "{\"client_id\":" + number + "," + Rest + "}"));

    [Theory]
    [InlineData("123.5")]
    [InlineData("1e-1")]
    [InlineData("1e999")]
    [InlineData("1e99999999999")]
    [InlineData("1250e-2")]
    public void A_number_that_is_none_is_no_client(string number) =>
        Assert.Equal("client_id.kind", SchemaReading.Codes("{}", "{\"client_id\":" + number + "," + Rest + "}"));

    [Fact]
    public void Client_ids_and_keys_may_be_the_same_in_either_case()
    {
        const string Schema = """
            {"fields":{"client_id":{"case":"lower"},"key":{"case":"lower","presence":"optional"}},
             "profiles":{"ÉTÉ":{"defaults":{"amount":"7"}}}}
            """;

        Assert.Equal(
            """{"amount":1,"client_id":"shop-a","key":"x1","metric":"m","timestamp":"2024-01-15T10:30:00Z"}""",
            SchemaReading.Read(Schema, "{\"client_id\":\"Shop-A\",\"key\":\"X1\"," + Rest + "}"));
        Assert.Equal(
            """{"amount":7,"client_id":"été","metric":"m","timestamp":"2024-01-15T10:30:00Z"}""",
            SchemaReading.Read(Schema, """{"client_id":"Été","metric":"m","ts":"2024-01-15T10:30:00Z"}"""));
    }

    [Fact]
    public void A_filter_value_is_read_like_the_field()
    {
        var schema = EventSchema.Default;

        Assert.Equal("caf\u00E9", schema.ReadText(FieldNames.ClientId, " cafe\u0301 ").Value.AsText());
        Assert.Equal("sales", schema.ReadText(FieldNames.Metric, "Sales").Value.AsText());
        Assert.Equal(Problems.Missing, schema.ReadText(FieldNames.ClientId, " ").Failure!.Problem);
        Assert.Equal(Problems.Characters, schema.ReadText(FieldNames.ClientId, "a\uD800").Failure!.Problem);
    }

    [Fact]
    public void A_filter_value_means_what_the_profile_of_any_client_reads()
    {
        var kept = ClientProfile.Default with { MetricCase = MetricCase.Kept };
        var own = ClientProfile.Default.WithParser(FieldNames.Metric, new ShoutingParser());
        var schema = EventSchema.Default with
        {
            Profiles = EventSchema.Default.Profiles.Add("a", kept).Add("b", kept).Add("c", own),
        };

        Assert.Equal(
            ["Net Sales", "Net Sales!", "net sales"],
            schema.ReadTextByAnyProfile(FieldNames.Metric, " Net\u3000 Sales ").Select(value => value.AsText())
                .Order(System.StringComparer.Ordinal));
        Assert.Equal("a", Assert.Single(schema.ReadTextByAnyProfile(FieldNames.ClientId, "a")).AsText());
        Assert.Empty(schema.ReadTextByAnyProfile(FieldNames.Metric, "a\u0000b"));
        Assert.Throws<System.ArgumentException>(() => schema.ReadTextByAnyProfile("colour", "red"));
    }

    private static string RecordOf(string client) =>
        $$"""{"amount":1,"client_id":"{{client}}","metric":"m","timestamp":"2024-01-15T10:30:00Z"}""";

    private sealed class ShoutingParser : IFieldParser<string>
    {
        public ParseResult<string> Parse(FieldInput input, ClientProfile profile) =>
            Encoding.UTF8.GetString(input.Utf8) + "!";
    }
}
