using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Tasks;
using EventNormalization.Access;
using EventNormalization.Ingestion;
using EventNormalization.Queries;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Xunit;

namespace EventNormalization.AspNetCore.Tests.Security;

public sealed class AccessTests
{
    [Fact]
    public async Task Outside_Development_every_endpoint_is_closed_and_says_how_to_open_it()
    {
        await using var host = await ProbedHost.StartAsync();
        var targets = Requests.TargetsOf(host.Services);

        Assert.True(targets.Count >= 22, $"There are {targets.Count} endpoints.");
        foreach (var target in targets)
        {
            using var answer = await Requests.SendAsync(host.Client, target);
            var problem = await answer.Content.ReadAsStringAsync();

            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{target}: {answer.StatusCode}");
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            Assert.Contains("RequireAuthorization", problem, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_person_who_opens_the_page_reads_the_hint_as_text()
    {
        await using var host = await ProbedHost.StartAsync();

        using var request = new HttpRequestMessage(HttpMethod.Get, "/events/probe/Read");
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("Outside Development", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_admits_who_passes_it_and_nobody_else_at_every_endpoint()
    {
        await using var host = await ProbedHost.StartAsync(
            builder => HeaderAuthentication.Add(builder.Services, "operator"),
            group => group.RequireAuthorization("operator"));

        foreach (var target in Requests.TargetsOf(host.Services))
        {
            using var nobody = await Requests.SendAsync(host.Client, target);
            using var other = await SendAsync(host, target, "bob guest");

            Assert.True(nobody.StatusCode == HttpStatusCode.Unauthorized, $"{target}: {nobody.StatusCode}");
            Assert.True(other.StatusCode == HttpStatusCode.Forbidden, $"{target}: {other.StatusCode}");
            if (target.Right != EventRight.Payloads)
            {
                using var admitted = await SendAsync(host, target, "ann operator");
                Assert.True(IsServed(admitted), $"{target}: {admitted.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task A_fallback_policy_of_the_host_protects_the_endpoints()
    {
        await using var host = await ProbedHost.StartAsync(builder =>
        {
            HeaderAuthentication.Add(builder.Services, "operator");
            builder.Services.Configure<AuthorizationOptions>(options =>
                options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireRole("operator").Build());
        });

        foreach (var target in Requests.TargetsOf(host.Services).Where(one => one.Right != EventRight.Payloads))
        {
            using var nobody = await Requests.SendAsync(host.Client, target);
            using var admitted = await SendAsync(host, target, "ann operator");

            Assert.True(nobody.StatusCode == HttpStatusCode.Unauthorized, $"{target}: {nobody.StatusCode}");
            Assert.True(IsServed(admitted), $"{target}: {admitted.StatusCode}");
        }
    }

    [Fact]
    public async Task AllowAnonymous_opens_the_endpoints_and_the_log_says_so_once()
    {
        var log = new FakeLogCollector();
        await using var host = await ProbedHost.StartAsync(
            builder => builder.Services.AddSingleton<ILoggerProvider>(new FakeLoggerProvider(log)),
            group => group.AllowAnonymous());

        foreach (var target in Requests.TargetsOf(host.Services).Where(one => one.Right != EventRight.Payloads))
        {
            using var answer = await Requests.SendAsync(host.Client, target);
            Assert.True(IsServed(answer), $"{target}: {answer.StatusCode}");
        }

        // One for each of the two groups.
        Assert.InRange(log.GetSnapshot().Count(record => record.Id.Name == "EndpointsAreOpen"), 1, 3);
    }

    [Theory]
    [InlineData("sender", EventRight.Ingest)]
    [InlineData("reader", EventRight.Read)]
    [InlineData("manager", EventRight.Manage)]
    [InlineData("seer", EventRight.Payloads)]
    [InlineData("tester", EventRight.Simulate)]
    public async Task Each_right_has_a_policy_of_its_own_even_where_anonymous_callers_are_allowed(
        string role, object right)
    {
        await using var host = await ProbedHost.StartAsync(
            builder =>
            {
                HeaderAuthentication.Add(builder.Services, "sender", "reader", "manager", "seer", "tester");
                builder.UseAccess(access =>
                {
                    access.Ingest = "sender";
                    access.Read = "reader";
                    access.Manage = "manager";
                    access.Payloads = "seer";
                    access.Simulate = "tester";
                });
            },
            group => group.AllowAnonymous());

        foreach (var target in Requests.TargetsOf(host.Services))
        {
            using var nobody = await Requests.SendAsync(host.Client, target);
            using var answer = await SendAsync(host, target, "ann " + role);

            Assert.True(nobody.StatusCode == HttpStatusCode.Unauthorized, $"{target}: {nobody.StatusCode}");
            Assert.True(IsServed(answer) == target.Right.Equals(right), $"{target} by {role}: {answer.StatusCode}");
        }
    }

    [Theory]
    [InlineData("Production", null, false)]
    [InlineData("Production", EventAccessOptions.Anyone, true)]
    [InlineData("Development", null, true)]
    public async Task Raw_bytes_are_shown_outside_Development_only_where_the_host_says_so(
        string environment, string? payloads, bool isShown)
    {
        await using var host = await ProbedHost.StartAsync(
            builder => builder.UseAccess(access => access.Payloads = payloads),
            group => group.AllowAnonymous(),
            environment);

        var answer = await host.Client.GetStringAsync("/v1/probe/Read");
        using var raw = await host.Client.GetAsync("/v1/probe/Payloads");

        Assert.Equal(isShown, answer == ProbedHost.RawBytes);
        Assert.Equal(isShown ? HttpStatusCode.OK : HttpStatusCode.Forbidden, raw.StatusCode);
    }

    [Fact]
    public async Task A_host_that_names_a_policy_it_does_not_define_does_not_start()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => ProbedHost.StartAsync(builder =>
        {
            builder.Services.AddAuthorization();
            builder.UseAccess(access => access.Manage = "operators");
        }));

        Assert.Equal(
            "Manage: found the policy 'operators', expected one that AddAuthorization(...) defines.", error.Message);
    }

    [Fact]
    public async Task Answers_are_not_stored_by_browsers_nor_taken_for_another_type()
    {
        await using var host = await ProbedHost.StartAsync(environment: "Development");

        using var answer = await host.Client.GetAsync("/v1/probe/Read");

        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task A_refusal_is_a_problem_with_a_stable_type()
    {
        await using var host = await ProbedHost.StartAsync();

        using var answer = await host.Client.GetAsync("/v1/probe/Read");
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal("urn:event-normalization:access.closed", problem.RootElement.GetProperty("type").GetString());
        Assert.Equal(403, problem.RootElement.GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData("/v1/events?contains=x")]
    [InlineData("/v1/events?where=raw%20contains%20%22x%22")]
    [InlineData("/v1/failed?contains=x")]
    [InlineData("/v1/failed/groups?contains=x")]
    public async Task Who_may_not_see_raw_bytes_cannot_ask_what_they_hold(string path)
    {
        await using var closed = await ProbedHost.StartAsync(protect: group => group.AllowAnonymous());
        await using var open = await ProbedHost.StartAsync(
            builder => builder.UseAccess(access => access.Payloads = EventAccessOptions.Anyone),
            group => group.AllowAnonymous());

        using var refused = await closed.Client.GetAsync(path);
        using var answered = await open.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("right to see payloads", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }

    [Fact]
    public async Task Who_may_not_see_raw_bytes_cannot_choose_failed_events_by_them()
    {
        await using var closed = await ProbedHost.StartAsync(protect: group => group.AllowAnonymous());
        using var content = new StringContent("""{"where":{"contains":"x"}}""");
        content.Headers.ContentType = new("application/json");

        using var refused = await closed.Client.PostAsync("/v1/failed/retry", content);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("where.contains", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_acts_stays_the_caller_where_a_policy_of_raw_bytes_asks_another_scheme()
    {
        await using var host = await ProbedHost.StartAsync(
            builder =>
            {
                HeaderAuthentication.Add(builder.Services, "operator");
                builder.Services.AddAuthentication()
                    .AddScheme<AuthenticationSchemeOptions, SeerAuthentication>("Seer", _ => { });
                builder.Services.AddAuthorizationBuilder().AddPolicy(
                    "seer", policy => policy.AddAuthenticationSchemes("Seer").RequireAuthenticatedUser());
                builder.UseAccess(access => access.Payloads = "seer");
            },
            group => group.RequireAuthorization("operator"));
        var hash = await FailedActionTests.RecordAsync(host, "{}", FailedEventState.Rejected);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/failed/{hash}/discard")
        {
            Content = new StringContent("""{"note":"a test"}"""),
        };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add(HeaderAuthentication.Header, "ann operator");

        using var answer = await host.Client.SendAsync(request);
        using var read = await SendAsync(
            host, new Requests.Target(HttpMethod.Get, "/v1/probe/Read", EventRight.Read), "ann operator");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var action = Assert.Single(
            await FailedActionTests.QueueOf(host).ReadActionsAsync(ContentHash.Parse(hash)));
        Assert.Equal("ann", action.By);
        Assert.Equal(ProbedHost.RawBytes, await read.Content.ReadAsStringAsync());
    }

    /// <summary>
    /// Whether the endpoint itself answered, whatever it thought of the request: stores in memory keep no operations.
    /// </summary>
    internal static bool IsServed(HttpResponseMessage answer) =>
        answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        && (int)answer.StatusCode < 500;

    /// <summary>Takes everybody for one who may see raw bytes.</summary>
    private sealed class SeerAuthentication(
        IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
            Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(
                new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "eve")], "Seer")), "Seer")));
    }

    private static Task<HttpResponseMessage> SendAsync(TestHost host, Requests.Target target, string caller) =>
        Requests.SendAsync(
            host.Client, target, request => request.Headers.Add(HeaderAuthentication.Header, caller));
}
