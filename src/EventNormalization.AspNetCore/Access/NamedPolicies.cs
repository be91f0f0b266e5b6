using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EventNormalization.Access;

/// <summary>Refuses to start a host that names policies it does not define.</summary>
internal sealed class NamedPolicies(IOptions<EventAccessOptions> options, IServiceProvider services) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var policies = services.GetService<IAuthorizationPolicyProvider>();
        foreach (var right in Enum.GetValues<EventRight>())
        {
            var name = options.Value.PolicyOf(right);
            if (name is null or EventAccessOptions.Anyone)
            {
                continue;
            }

            if (policies is null || await policies.GetPolicyAsync(name).ConfigureAwait(false) is null)
            {
                throw new OptionsValidationException(
                    Options.DefaultName,
                    typeof(EventAccessOptions),
                    [$"{right}: found the policy '{name}', expected one that AddAuthorization(...) defines."]);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
