Console.Error.WriteLine("checker-coyote: Microsoft.Coyote 1.7.11 is not here and cannot be restored; make a package source that has Microsoft.Coyote.Test reachable and run this again");
return 2;
