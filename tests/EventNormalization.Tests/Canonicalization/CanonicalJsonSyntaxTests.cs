using System;
using System.Buffers;
using System.Text;
using EventNormalization.Canonicalization;
using Xunit;

namespace EventNormalization.Tests.Canonicalization;

public class CanonicalJsonSyntaxTests
{
    [Theory]
    [InlineData("[\"\\u0060\\u012a\\u12AB\"]")]
    [InlineData("[\"\\uDBFF\\uDFFF\"]")]
    [InlineData("[\"\\uFDD0\\uFFFE\\uFFFF\"]")]
    [InlineData("[\"\u0080\u07ff\u0800\uffff\U00010000\U0010ffff\"]")]
    [InlineData("[\"/* no comment */ // none\"]")]
    [InlineData("[\"\u007f\u2028\u2029\"]")]
    [InlineData("{\"a\":{\"a\":{\"a\":1}}}")]
    [InlineData("[{\"a\":1},{\"a\":1}]")]
    [InlineData("{\"é\":1,\"e\u0301\":2}")]
    [InlineData("\n\n[\t]\r\n")]
    [InlineData("[-0,0,0.0,0e1,0E+1,0e-1,1.5E00]")]
    [InlineData("[1e-10000,123456789012345678901234567890]")]
    [InlineData("2")]
    [InlineData("\"\"")]
    public void Json_is_accepted(string json) =>
        Assert.Null(FailureOf(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("[1")]
    [InlineData("[\"a\"")]
    [InlineData("{\"a\"")]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\":1,")]
    [InlineData("[1,,2]")]
    [InlineData("[,]")]
    [InlineData("{,}")]
    [InlineData("{\"a\":1,,\"b\":2}")]
    [InlineData("{\"a\"::1}")]
    [InlineData("{\"a\",1}")]
    [InlineData("{1:1}")]
    [InlineData("{null:1}")]
    [InlineData("{[]:1}")]
    [InlineData("{\"a\":1 \"b\":2}")]
    [InlineData("[1:2]")]
    [InlineData("[\"a\":1]")]
    [InlineData("[}")]
    [InlineData("{]")]
    [InlineData("[]]")]
    [InlineData("{}}")]
    [InlineData("[][]")]
    [InlineData("null null")]
    [InlineData("[nul]")]
    [InlineData("[tru")]
    [InlineData("[FALSE]")]
    [InlineData("truee")]
    [InlineData("[undefined]")]
    [InlineData("[-]")]
    [InlineData("[--1]")]
    [InlineData("[-01]")]
    [InlineData("[- 1]")]
    [InlineData("[1 000]")]
    [InlineData("[1,000.]")]
    [InlineData("[0x1F]")]
    [InlineData("[1_000]")]
    [InlineData("[1e]")]
    [InlineData("[1e+]")]
    [InlineData("[1e1.5]")]
    [InlineData("[1.2.3]")]
    [InlineData("[.1]")]
    [InlineData("[1.e1]")]
    [InlineData("[1a]")]
    [InlineData("[١]")]
    [InlineData("[Infinity]")]
    [InlineData("[-Infinity]")]
    [InlineData("['a']")]
    [InlineData("[`a`]")]
    [InlineData("[\"a]")]
    [InlineData("[\"\\\"]")]
    [InlineData("[\"\\x41\"]")]
    [InlineData("[\"\\'\"]")]
    [InlineData("[\"\\0\"]")]
    [InlineData("[\"\\u\"]")]
    [InlineData("[\"\\u00\"]")]
    [InlineData("[\"\\u00g0\"]")]
    [InlineData("[\"\\u{41}\"]")]
    [InlineData("[\"\\\u00e9\"]")]
    [InlineData("[\"\t\"]")]
    [InlineData("[\"\0\"]")]
    [InlineData("[\"a\r\n\"]")]
    [InlineData("[1]#")]
    [InlineData("/**/[]")]
    [InlineData("[/**/]")]
    [InlineData("[1\f]")]
    [InlineData("\u2060[]")]
    [InlineData("abc")]
    public void What_is_no_json_is_refused(string json) =>
        Assert.Equal("json.syntax", FailureOf(Encoding.UTF8.GetBytes(json))?.Code);

    [Theory]
    [InlineData("5b22 c0af 225d")]
    [InlineData("5b22 e0809f 225d")]
    [InlineData("5b22 edbfbf 225d")]
    [InlineData("5b22 f4908080 225d")]
    [InlineData("5b22 f0288c28 225d")]
    [InlineData("5b22 81 225d")]
    [InlineData("5b22 e282 225d")]
    [InlineData("7b22 fe 223a317d")]
    public void What_is_no_utf8_is_refused(string hex)
    {
        var json = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

        Assert.Equal("json.encoding", FailureOf(json)?.Code);
    }

    private static CanonicalJsonFailure? FailureOf(byte[] json) =>
        CanonicalJson.Canonicalize(json, new ArrayBufferWriter<byte>()).Failure;
}
