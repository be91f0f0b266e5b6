using System.Globalization;
using System.Linq;
using Xunit;

namespace EventNormalization.Tests.Envelopes;

/// <summary>A delivery means the same, however its names are escaped.</summary>
public sealed class EscapedNameTests
{
    private const string Schema = """
        {"records":["batch"],"inherit":["shop","currency","order.at","time"],
         "fields":{"client_id":{"aliases":["shop"]},"timestamp":{"aliases":["order.at","time.date"]},
                   "amount":{"aliases":["net"]}},
         "profile":{"sign_from":{"member":"dc","negative":["D"],"positive":["C"]}}}
        """;

    [Theory]
    [InlineData(
        """{"shop":"a","currency":"USD","order":{"at":1705314600},"batch":[{"metric":"m","net":5,"dc":"D"}]}""")]
    [InlineData(
        """{"batch":[{"metric":"m","net":"5 USD","dc":"D"}],"shop":"a","time":{"date":"2024-01-15 11:30","timezone":"Europe/Berlin"}}""")]
    [InlineData(
        """{"shop":"a","time":{"date":"2024-01-15 05:30","timezone":"EST"},"batch":[{"metric":"m","dc":"D","amount":"$5","currency":"USD"}]}""")]
    [InlineData(
        """{"shop":"a","batch":[{"metric":"m","net":5,"dc":"D","currency":"USD","timestamp":{"seconds":1705314600,"nanos":0}}]}""")]
    [InlineData(
        """{"shop":"a","batch":[{"metric":"m","amount":{"$numberDecimal":"5"},"dc":"D","currency":840,"timestamp":{"$date":1705314600000}}]}""")]
    public void A_delivery_with_every_name_and_text_escaped_has_the_same_record(string delivery)
    {
        var plain = Expanded.Texts(Schema, delivery);

        Assert.Equal(
            ["""{"amount":-5,"client_id":"a","currency":"USD","metric":"m","timestamp":"2024-01-15T10:30:00Z"}"""],
            plain);
        Assert.Equal(plain, Expanded.Texts(Schema, Escaped(delivery)));
    }

    /// <summary>The same JSON with every character of its texts as an escape; there are no others in it.</summary>
    private static string Escaped(string json)
    {
        var parts = json.Split('"');
        for (var i = 1; i < parts.Length; i += 2)
        {
            parts[i] = string.Concat(
                parts[i].Select(character => "\\u" + ((int)character).ToString("x4", CultureInfo.InvariantCulture)));
        }

        return string.Join('"', parts);
    }
}
