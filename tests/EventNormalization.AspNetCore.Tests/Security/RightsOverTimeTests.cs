using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using EventNormalization.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Security;

public sealed class RightsOverTimeTests
{
    [Theory]
    [InlineData("endpoint")]
    [InlineData("right")]
    public async Task A_long_answer_notices_that_its_caller_lost_the_right(string protectedBy)
    {
        await using var host = await TestHost.StartAsync(
            builder =>
            {
                HeaderAuthentication.Add(builder.Services, "reader");
                builder.UseAccess(access => access.Read = protectedBy == "right" ? "reader" : null);
            },
            routes =>
            {
                var api = routes.MapEventApi("/v1");
                api.MapGet("/v1/long", AnswerAsync).Needs(EventRight.Read);
                _ = protectedBy == "endpoint" ? api.RequireAuthorization("reader") : api.AllowAnonymous();
            },
            "Production");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/long");
        request.Headers.Add(HeaderAuthentication.Header, "ann reader");

        using var answer = await host.Client.SendAsync(request);

        Assert.Equal("True, then False", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_caller_who_sends_more_than_a_limit_is_told_when_to_come_again()
    {
        await using var host = await ProbedHost.StartAsync(
            builder =>
            {
                HeaderAuthentication.Add(builder.Services);
                builder.UseAccess(access => access.CallerRequestsPerSecondMax = 5);
            },
            group => group.RequireAuthorization());

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => GetAsync(host, "ann")));
        using var other = await GetAsync(host, "bob");

        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToArray();
        Assert.True(answers.Length - refused.Length >= 5);
        Assert.NotEmpty(refused);
        Assert.All(refused, answer => Assert.True(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds >= 1));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Many_callers_together_are_limited_too()
    {
        await using var host = await ProbedHost.StartAsync(
            builder =>
            {
                HeaderAuthentication.Add(builder.Services);
                builder.UseAccess(access =>
                {
                    access.CallerRequestsPerSecondMax = 100;
                    access.RequestsPerSecondMax = 5;
                });
            },
            group => group.RequireAuthorization());

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => GetAsync(host, $"caller{i}")));

        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.True(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK) >= 5);
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        var before = await EndpointAccess.IsStillGrantedAsync(context);
        context.RequestServices.GetRequiredService<HeaderAuthentication.Revoked>().Add("ann");
        var after = await EndpointAccess.IsStillGrantedAsync(context);
        await context.Response.WriteAsync($"{before}, then {after}");
    }

    private static async Task<HttpResponseMessage> GetAsync(TestHost host, string caller)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/probe/Read");
        request.Headers.Add(HeaderAuthentication.Header, caller);
        return await host.Client.SendAsync(request);
    }
}
