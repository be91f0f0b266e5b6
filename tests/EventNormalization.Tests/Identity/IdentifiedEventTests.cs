using System;
using System.Text;
using EventNormalization.Identity;
using EventNormalization.Ingestion;
using EventNormalization.Normalization;
using Xunit;
using static EventNormalization.Testing.SampleEvents;

namespace EventNormalization.Tests.Identity;

public sealed class IdentifiedEventTests
{
    private static readonly NormalizedEvent Plain = Event().Record;

    [Fact]
    public void The_id_is_computed_from_the_record_where_nothing_else_is_said()
    {
        var item = IdentifiedEvent.Create(Plain, new RawEvent("raw"u8.ToArray(), Received), SampleRules);

        Assert.Equal(RecordId.FromContent(RecordJson.Write(Plain)), item.Id);
        Assert.True(item.IdentityIsRecord);
        Assert.Equal(RecordJson.Write(Plain), item.IdentityUtf8.ToArray());
    }

    [Fact]
    public void An_event_cannot_be_made_with_a_foreign_id()
    {
        var foreign = new EventIdentity { Id = Event(amount: 7).Id };

        var error = Assert.Throws<ArgumentException>(
            () => IdentifiedEvent.Create(Plain, default, SampleRules, foreign));

        Assert.StartsWith(
            $"Found the id {Event(amount: 7).Id}, expected {Event().Id}, which the identity hashes to.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"amount":1201}""")]
    [InlineData("""{"client_id":"client_A","colour":"red"}""")]
    [InlineData("[]")]
    [InlineData("12")]
    [InlineData("nonsense")]
    [InlineData("")]
    public void An_identity_that_the_record_does_not_say_is_refused(string identity) =>
        Assert.Throws<ArgumentException>(() => IdentifiedEvent.Create(
            Plain, default, SampleRules, new EventIdentity { Utf8 = Encoding.UTF8.GetBytes(identity) }));

    [Fact]
    public void An_identity_of_some_of_the_fields_is_not_the_record()
    {
        var identity = """{"client_id":"client_A","metric":"sales"}"""u8.ToArray();

        var item = IdentifiedEvent.Create(Plain, default, SampleRules, new EventIdentity { Utf8 = identity });

        Assert.False(item.IdentityIsRecord);
        Assert.Equal(RecordId.FromContent(identity), item.Id);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_read_knows_whether_its_identity_is_its_record(bool isWithoutMetric)
    {
        var schema = isWithoutMetric
            ? EventSchema.Default with { Metric = EventSchema.Default.Metric with { IsIdentity = false } }
            : EventSchema.Default;
        var identifier = new EventIdentifier(schema);
        var raw = new RawEvent("""{"client":"a","metric":"m","amount":1,"date":"2024-01-15"}"""u8.ToArray(), Received);

        foreach (var read in new[] { identifier.Identify(raw), identifier.IdentifyBatch([raw])[0] })
        {
            Assert.Equal(!isWithoutMetric, read.Event!.IdentityIsRecord);
            Assert.Equal(read.Event.Id, RecordId.FromContent(read.Event.IdentityUtf8.Span));
            Assert.Equal(
                !isWithoutMetric, read.Event.IdentityUtf8.Span.SequenceEqual(RecordJson.Write(read.Event.Record)));
        }
    }

    [Fact]
    public void The_part_is_the_first_byte_of_the_id_or_of_the_hash_of_client_and_key()
    {
        var (plain, keyed) = (Event(), Keyed("client \"A\"", "order\n1 é", 5));

        Assert.Equal(plain.Id.ToByteArray()[0], EventKey.Of(plain).Part);
        Assert.Equal(
            RecordId.FromContent(Encoding.UTF8.GetBytes("[\"client \\\"A\\\"\",\"order\\n1 é\"]")).ToByteArray()[0],
            EventKey.Of(keyed).Part);
        Assert.Equal(EventKey.Of(keyed).Part, EventKey.Of(Keyed("client \"A\"", "order\n1 é", 6)).Part);
    }
}
