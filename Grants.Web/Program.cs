// Without a verb it serves: Windows services, containers and test factories all start this executable bare.
return await Grants.Web.Commands.OperatorCommands.RunAsync(args);
