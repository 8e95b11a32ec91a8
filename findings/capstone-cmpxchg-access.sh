#!/usr/bin/env bash
# Capstone as NuGet package Gee.External.Capstone 2.3.0: the accesses of CMPXCHG are wrong, with and without LOCK.
#
# Behaviour: for `lock cmpxchg [rdi],ebx` the memory operand is "Read", and EAX is not among the registers written. The
# instruction writes both (SDM volume 2A, CMPXCHG). XADD and XCHG beside it have their memory and register right, so a tool
# that looks for writes to shared memory by access flags misses just the instruction that locks are made of.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
command -v dotnet > /dev/null || { echo "skipped: the .NET SDK is needed"; exit 77; }
cat > probe.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
  <ItemGroup><PackageReference Include="Gee.External.Capstone" Version="[2.3.0]" /></ItemGroup>
</Project>
XML
cat > Probe.cs <<'CS'
using Gee.External.Capstone;
using Gee.External.Capstone.X86;

using var capstone = CapstoneDisassembler.CreateX86Disassembler(X86DisassembleMode.Bit64);
capstone.EnableInstructionDetails = true;
foreach (string code in new[] { "f00fb11f", "f00fc11f", "871f" })
{
    foreach (var instruction in capstone.Disassemble(Convert.FromHexString(code)))
    {
        string written = string.Join(' ', instruction.Details.AllWrittenRegisters.Select(register => register.Name));
        Console.WriteLine($"{instruction.Mnemonic}: memory {instruction.Details.Operands[0].AccessType}; registers written: {written}");
    }
}
CS
saw=$(dotnet run -c Release 2>&1) || { echo "$saw"; echo "skipped: the package cannot be had"; exit 77; }
echo "$saw"
test "$saw" = "lock cmpxchg: memory Read; registers written: 
lock xadd: memory Read, Write; registers written: ebx
xchg: memory Read, Write; registers written: ebx"
