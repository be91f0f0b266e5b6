using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventNormalization.AspNetCore.Tests.Security;

/// <summary>Authenticates by a header, <c>X-Caller: name role role</c>, so that a test may be anyone.</summary>
internal sealed class HeaderAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    HeaderAuthentication.Revoked revoked)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Header = "X-Caller";

    /// <summary>Registers the scheme and a policy for each role: whoever has the role passes.</summary>
    public static void Add(IServiceCollection services, params IReadOnlyList<string> roles)
    {
        services.AddSingleton<Revoked>();
        services.AddAuthentication("Header")
            .AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>("Header", _ => { });
        var authorization = services.AddAuthorizationBuilder();
        foreach (var role in roles)
        {
            authorization.AddPolicy(role, policy => policy.RequireRole(role));
        }
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var words = Request.Headers[Header].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || revoked.Contains(words[0]))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, words[0]),
                new Claim(ClaimTypes.Name, words[0]),
                .. words.Skip(1).Select(role => new Claim(ClaimTypes.Role, role)),
            ],
            Scheme.Name);
        return Task.FromResult(AuthenticateResult.Success(
            new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
    }

    /// <summary>Callers who lost their rights while the host runs.</summary>
    internal sealed class Revoked
    {
        private ImmutableHashSet<string> _names = [];

        public bool Contains(string name) => Volatile.Read(ref _names).Contains(name);

        public void Add(string name) => ImmutableInterlocked.Update(ref _names, names => names.Add(name));
    }
}
