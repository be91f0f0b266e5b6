using System.Collections.Generic;
using System.Linq;

namespace EventNormalization.Cli.Serving;

/// <summary>What a command line says about serving.</summary>
internal sealed class ServePlan
{
    public required string Store { get; init; }

    public required IReadOnlyList<ListenAddress> Addresses { get; init; }

    public string? Schema { get; init; }

    public bool MaySimulate { get; init; }

    public string? KeyFile { get; init; }

    public bool MayBeAnonymous { get; init; }

    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLocal => Addresses.All(address => address.IsLoopback);

    /// <summary>Throws where others could come without a key, and nobody said that they may.</summary>
    /// <exception cref="UsageException">They could, or it was said that they may and may not.</exception>
    public void RequireGuard()
    {
        if (KeyFile is not null && MayBeAnonymous)
        {
            throw new UsageException($"{ApiKeys.OptionName}, --allow-anonymous: found both, expected one of them.");
        }

        if (!IsLocal && KeyFile is null && !MayBeAnonymous)
        {
            var open = Addresses.First(address => !address.IsLoopback);
            throw new UsageException(
                $"{ListenAddress.OptionName}: {open} can be reached from other machines; give {ApiKeys.OptionName} "
                + "FILE to ask for keys, or --allow-anonymous if anyone may read and write.");
        }
    }
}
