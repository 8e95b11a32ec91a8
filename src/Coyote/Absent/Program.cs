Console.Error.WriteLine(
    "checker-coyote: Microsoft.Coyote 1.7.11 is not here, and no package source has it; run this again with one that "
        + "does: dotnet nuget add source URL, or dotnet run -p:RestoreAdditionalProjectSources=FOLDER"
);
return 2;
