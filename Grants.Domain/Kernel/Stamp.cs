using Grants.Domain.Accounts;

namespace Grants.Domain.Kernel;

/// <summary>Who does it and when (UTC). Passed in, so that no rule asks a clock or a session.</summary>
public readonly record struct Stamp(Actor By, DateTimeOffset At);
