using System;
using EventNormalization.Ingestion;
using Xunit;

namespace EventNormalization.Tests.Normalization.Reading;

/// <summary>Where the timestamp of an event stands, of what it is put together, and in which zone it is.</summary>
public sealed class TimestampFindingTests
{
    private const string Rest = "\"client_id\":\"c\",\"metric\":\"m\",\"amount\":1";
    private const string Joined = """{"fields":{"timestamp":{"join":["Datum","Uhrzeit"]}}}""";
    private const string Zoned = """{"fields":{"timestamp":{"zone_from":"tz"}}}""";
    private const string Inside = """{"fields":{"timestamp":{"aliases":["when.date","start.dateTime"]}}}""";

    [Theory]
    [InlineData("{}", "\"@timestamp\":\"2024-01-15T10:30:00Z\"")]
    [InlineData("{}", "\"timestamp\":\"2024-01-15T10:30:00Z\",\"date\":\"2023-01-01\"")]
    [InlineData("{}", "\"data\":{\"timestamp\":\"2024-01-15T10:30:00Z\",\"ts\":1}")]
    [InlineData("{}", "\"data\":{\"timestamp\":\"2024-01-15T10:30:00Z\"},\"timestamp\":1705314600")]
    [InlineData("{}", "\"data\":{\"timestamp\":\"2024-01-15T10:30:00Z\"},\"ts\":1705314600,\"time\":{\"x\":1}")]
    [InlineData("""{"fields":{"timestamp":{"choose":"first"}}}""",
        "\"data\":{\"time\":1},\"timestamp\":\"2024-01-15T10:30:00Z\"")]
    [InlineData(Joined, "\"Datum\":\"2024-01-15\",\"Uhrzeit\":\"10:30\"")]
    [InlineData(Joined, "\"Datum\":\"2024-01-15\",\"Uhrzeit\":\"10:30:00\",\"ts\":1705314600")]
    [InlineData(Joined, "\"data\":{\"datum\":\"20\\u00324-01-15 \",\"UHRZEIT\":\" 10:30\"}")]
    [InlineData(Joined, "\"Datum\":\"2023-12-31\",\"Uhrzeit\":\"10:30\",\"timestamp\":\"2024-01-15T10:30:00Z\"")]
    [InlineData(Joined, "\"Datum\":\"2023-12-31\",\"timestamp\":\"2024-01-15T10:30:00Z\"")]
    [InlineData("""{"fields":{"timestamp":{"join":["date","time"]}}}""", "\"date\":\"2024-01-15\",\"time\":\"10:30\"")]
    [InlineData("""{"fields":{"timestamp":{"join":["at.day","at.hour"]}}}""",
        "\"at\":{\"day\":\"2024-01-15\",\"hour\":\"10:30\"}")]
    [InlineData(Zoned, "\"ts\":\"2024-01-15 11:30\",\"tz\":\"Europe/Berlin\"")]
    [InlineData(Zoned, "\"ts\":\"2024-01-15 11:30\",\"tz\":\"europe/berlin\"")]
    [InlineData(Zoned, "\"ts\":\"2024-01-15 05:30\",\"tz\":\"EST\"")]
    [InlineData(Zoned, "\"ts\":\"2024-01-15 16:00\",\"tz\":\"+05:30\"")]
    [InlineData(Zoned, "\"ts\":\"2024-01-15 16:00\",\"tz\":\"UTC+0530\"")]
    [InlineData(Zoned, "\"ts\":\"2024-01-15 10:30\",\"tz\":null")]
    [InlineData(Zoned, "\"ts\":\"2024-01-15T10:30:00Z\",\"tz\":\"Europe/Berlin\"")]
    [InlineData(Zoned, "\"ts\":1705314600,\"tz\":\"Europe/Berlin\"")]
    [InlineData(Zoned, "\"data\":{\"ts\":\"2024-01-15 11:30\"},\"tz\":\"Europe/Berlin\"")]
    [InlineData(Inside,
        "\"when\":{\"date\":\"2024-01-15 11:30:00.000000\",\"timezone_type\":3,\"timezone\":\"Europe/Berlin\"}")]
    [InlineData(
        Inside, "\"when\":{\"timezone\":\"+01:00\",\"date\":\"2024-01-15 11:30:00.000000\",\"timezone_type\":1}")]
    [InlineData(Inside, "\"start\":{\"dateTime\":\"2024-01-15T11:30:00\",\"timeZone\":\"Europe/Berlin\"}")]
    [InlineData(Inside, "\"start\":{\"dateTime\":\"2024-01-15T10:30:00\"},\"when\":{\"timezone\":\"Europe/Berlin\"}")]
    [InlineData(
        "{}", "\"data\":{\"date\":\"2024-01-15 11:30:00.000000\",\"timezone_type\":3,\"timezone\":\"Europe/Berlin\"}")]
    [InlineData(
        """{"fields":{"timestamp":{"aliases":["data.when"]}}}""", "\"data\":{\"when\":\"2024-01-15T10:30:00Z\"}")]
    [InlineData("{}", "\"date\":\"2024-01-15 11:30:00.000000\",\"timezone_type\":3,\"timezone\":\"Europe/Berlin\"")]
    [InlineData("{}", "\"timeZone\":\"W. Europe Standard Time\",\"dateTime\":\"2024-01-15T11:30:00.0000000\"")]
    [InlineData("{}", "\"d\\u0061te\":\"2024-01-15 11:30\",\"timezon\\u0065\":\"Europe\\/Berlin\"")]
    [InlineData("{}", "\"date\":\"2024-01-15 05:30\",\"timezone\":\"EST\"")]
    [InlineData("{}", "\"date\":\"2024-01-15 10:30\",\"timezone\":\"\"")]
    [InlineData("{}", "\"date\":\"2024-01-15T10:30:00Z\",\"timezone\":\"CEST\"")]
    [InlineData("{}", "\"date\":1705314600,\"timezone\":-120")]
    [InlineData("{}", "\"datetime\":\"Mon, 15 Jan 2024 11:30:00 +0100\",\"timezone\":{\"name\":\"Berlin\"}")]
    [InlineData("{}", "\"timestamp\":\"2024-01-15 10:30\",\"timezone\":\"Europe/Berlin\"")]
    [InlineData("{}", "\"data\":{\"date\":\"2024-01-15 10:30\"},\"timezone\":\"Europe/Berlin\"")]
    [InlineData(Zoned, "\"ts\":\"2024-01-15T10:30:00Z\",\"tz\":\"nowhere\"")]
    [InlineData(Zoned, "\"ts\":1705314600,\"tz\":\"UTC\",\"data\":{\"tz\":\"Asia/Tokyo\"}")]
    [InlineData(Joined, "\"Datum\":20240115,\"Uhrzeit\":103000")]
    [InlineData(Joined, "\"Datum\":\"20240115\",\"Uhrzeit\":\"1030\"")]
    [InlineData("{}", "\"timestamp\":{\"sec\\u006fnds\":\"17053\\u00314600\",\"n\\u0061nos\":0}")]
    [InlineData("{}", "\"ts\":{\"date\":\"2024-01-15 11:30\",\"\\u0074\\u0069\\u006d\\u0065zone\":\"Europe/Berlin\"}")]
    public void The_time_is_half_past_ten(string schema, string members) =>
        Assert.Equal(
            """{"amount":1,"client_id":"c","metric":"m","timestamp":"2024-01-15T10:30:00Z"}""",
            SchemaReading.Read(schema, "{" + members + "," + Rest + "}"));

    [Theory]
    [InlineData("{}", "\"timestamp\":1705314600,\"data\":{\"time\":1705314601}", "timestamp.conflict")]
    [InlineData("{}", "\"ts\":1705314600,\"data\":{\"timestamp\":1705314601}", "timestamp.conflict")]
    [InlineData("{}", "\"ts\":1705314600,\"timestamp\":1705314600,\"data\":{\"date\":\"x\"}", "timestamp.conflict")]
    [InlineData("""{"fields":{"timestamp":{"aliases":["data.when"]}}}""",
        "\"timestamp\":1705314600,\"data\":{\"when\":1}", "timestamp.conflict")]
    [InlineData("{}", "\"date\":\"2024-01-15\",\"time\":\"10:30\"", "timestamp.conflict")]
    [InlineData(Joined, "\"Datum\":\"2024-01-15\",\"Uhrzeit\":\"10:30\",\"ts\":1", "timestamp.conflict")]
    [InlineData(Joined, "\"Datum\":\"2024-01-15\"", "timestamp.incomplete")]
    [InlineData(Joined, "\"Uhrzeit\":\"10:30\"", "timestamp.incomplete")]
    [InlineData(Joined, "\"Datum\":\"2024-01-15\",\"data\":{\"Datum\":\"2024-01-16\"},\"Uhrzeit\":\"10:30\"",
        "timestamp.conflict")]
    [InlineData(Joined, "\"x\":1", "timestamp.missing")]
    [InlineData(Joined, "\"Datum\":\"2024-01-15T08:00:00\",\"Uhrzeit\":\"10:30\"", "timestamp.format")]
    [InlineData(Zoned, "\"ts\":\"2024-01-15 10:30\",\"tz\":\"Berlin\"", "timestamp.format")]
    [InlineData(Zoned, "\"ts\":\"2024-01-15 10:30\",\"tz\":1", "timestamp.format")]
    [InlineData(
        Zoned, "\"ts\":\"2024-01-15 10:30\",\"tz\":\"UTC\",\"data\":{\"tz\":\"Asia/Tokyo\"}", "timestamp.ambiguous")]
    [InlineData(Inside, "\"when\":{\"date\":\"2024-01-15 10:30:00\",\"timezone\":\"Mars/Base\"}", "timestamp.format")]
    [InlineData("{}", "\"date\":\"2024-01-15 10:30\",\"timezone\":\"Mars/Base\"", "timestamp.format")]
    [InlineData("{}", "\"date\":\"2024-01-15 10:30\",\"timezone\":60", "timestamp.format")]
    [InlineData("{}", "\"date\":\"2024-03-31 02:30\",\"timezone\":\"Europe/Berlin\"", "timestamp.nonexistent")]
    [InlineData(Joined, "\"Datum\":20240115,\"Uhrzeit\":1030", "timestamp.format")]
    [InlineData(Joined, "\"Datum\":\"2024-01-15\",\"Uhrzeit\":10", "timestamp.format")]
    [InlineData(Joined, "\"Datum\":2024015,\"Uhrzeit\":\"10:30\"", "timestamp.format")]
    [InlineData(Joined, "\"Datum\":1705314600,\"Uhrzeit\":\"10:30\"", "timestamp.format")]
    [InlineData(Joined, "\"data\":{\"Datum\":\"2024-01-15\",\"ts\":1},\"Datum\":\"2024-01-15\",\"Uhrzeit\":\"10:30\"",
        "timestamp.conflict")]
    [InlineData(Joined, "\"Datum\":\"2024-01-15\",\"Uhrzeit\":\"10:30\",\"data\":{\"ts\":1,\"Datum\":\"2024-01-15\"}",
        "timestamp.conflict")]
    public void The_time_is_refused(string schema, string members, string code) =>
        Assert.Equal(code, SchemaReading.Codes(schema, "{" + members + "," + Rest + "}"));

    [Theory]
    [InlineData("CET")]
    [InlineData("EET")]
    [InlineData("MET")]
    [InlineData("wet")]
    public void A_zone_that_is_also_the_name_of_its_winter_time_is_refused_unless_the_profile_maps_it(string zone)
    {
        var mapped = """{"profile":{"zone_names":{"ZONE":"Europe/Paris"}}}""".Replace(
            "ZONE", zone, StringComparison.Ordinal);
        var php = "{\"ts\":{\"date\":\"2024-05-15 10:30:00\",\"timezone_type\":2,\"timezone\":\"" + zone + "\"}," + Rest
            + "}";
        var beside = "{\"ts\":\"2024-05-15 10:30:00\",\"tz\":\"" + zone + "\"," + Rest + "}";

        Assert.Equal("timestamp.format", SchemaReading.Codes("{}", php));
        Assert.Equal("timestamp.format", SchemaReading.Codes(Zoned, beside));
        Assert.Contains("2024-05-15T08:30:00Z", SchemaReading.Read(mapped, php), StringComparison.Ordinal);
    }

    [Fact]
    public void A_date_and_a_time_of_day_name_the_setting_that_joins_them() =>
        Assert.Equal(
            "timestamp.conflict: field 'timestamp' at date, time: found \"2024-01-15\" and \"10:30\", "
                + "expected the same meaning "
            + "in both places; a date and a time of day beside each other are read where the schema says "
            + "\"join\" and names "
            + "the two members",
            SchemaReading.Read("{}", "{\"date\":\"2024-01-15\",\"time\":\"10:30\"," + Rest + "}"));

    [Fact]
    public void A_date_without_its_time_of_day_names_the_member_that_is_not_there() =>
        Assert.Equal(
            "timestamp.incomplete: field 'timestamp' at Datum: found \"2024-01-15\", expected a member "
                + "named Uhrzeit beside it",
            SchemaReading.Read(Joined, "{\"Datum\":\"2024-01-15\"," + Rest + "}"));

    [Fact]
    public void Two_equal_rows_of_a_file_are_told_apart_by_a_schema_that_wants_it()
    {
        const string Schema = """
            {"fields":{"row":{"from":"line","type":"integer","identity":true},
                       "file":{"from":"source","presence":"optional"},
                       "part":{"from":"record","type":"integer","presence":"optional"}}}
            """;
        const string Json = "{\"row\":9,\"ts\":1705314600," + Rest + "}";

        Assert.Equal(
            """{"amount":1,"client_id":"c","file":"a.csv","metric":"m","part":4,"row":17,"timestamp":"2024-01-15T10:30:00Z"}""",
            SchemaReading.Read(Schema, Json, new SourceLocation("a.csv", 17) { RecordNumber = 4 }));
        Assert.Equal(
            """{"amount":1,"client_id":"c","metric":"m","row":1,"timestamp":"2024-01-15T10:30:00Z"}""",
            SchemaReading.Read(Schema, Json, new SourceLocation(null, 1)));
        Assert.Equal(
            "row.missing: field 'row': found nothing, expected the number of a line in the delivery's source",
            SchemaReading.Read(Schema, Json));
        Assert.Equal(
            "file.too_long: field 'file' at source: found \"" + new string('x', 64)
                + "\"…, expected at most 256 characters",
            SchemaReading.Read(Schema, Json, new SourceLocation(new string('x', 300), 1)));
    }

    [Fact]
    public void An_optional_key_may_be_missing() =>
        Assert.Equal(
            """{"amount":1,"client_id":"c","metric":"m","timestamp":"2024-01-15T10:30:00Z"}""",
            SchemaReading.Read(
                """{"fields":{"key":{"presence":"optional","aliases":["id"]}}}""", "{\"ts\":1705314600," + Rest + "}"));
}
