using System.CommandLine;

namespace Grants.Web.Platform.Operator;

/// <summary>
/// One verb for operators: what it takes, its help, and what it does. Listed in Commands/OperatorCommands.
/// </summary>
public interface IOperatorCommand
{
    Command Make();
}

/// <summary>What every verb tells the shell.</summary>
public static class ExitCode
{
    public const int Done = 0;

    /// <summary>A rule said no, or a check has findings.</summary>
    public const int Refused = 1;

    /// <summary>Not understood, or broken off by a failure.</summary>
    public const int Failed = 2;
}
